import { UnstyledButton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import { anchorOf, type SectionId, sectionIds } from './anchors'
import { AlertsSection } from './alerts/AlertsSection'
import { ChecksSection } from './checks/ChecksSection'
import { CostsSection } from './costs/CostsSection'
import { DataSection } from './data/DataSection'
import { AboutSection, ApiSection, AppearanceSection, ProbingSection, StartupSection, WatchSection } from './sections'
import { ServicesSection } from './services/ServicesSection'
import styles from './SettingsPage.module.css'

export default function SettingsPage() {
  const view = useConsole((state) => state.settings)
  const focus = useConsole((state) => state.focus)
  const body = useRef<HTMLDivElement>(null)
  const anchor = anchorOf(focus)
  // A service and a check bring themselves into view.
  const section = anchor && anchor.service === null && anchor.check === null ? anchor.section : null
  const ready = view !== null
  useEffect(() => {
    if (ready && section) scrollTo(body.current, section)
  }, [ready, section])

  return (
    <div className={styles.page}>
      <h1 className={styles.heading}>{texts.settings.title}</h1>
      <nav className={styles.jumps} aria-label={texts.settings.title}>
        <ul>
          {sectionIds.map((id) => (
            <li key={id}>
              <UnstyledButton className={styles.jump} onClick={() => scrollTo(body.current, id)}>
                {texts.settings.sections[id]}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.body} ref={body}>
        {view && (
          <>
            <ServicesSection opened={anchor?.service ?? null} />
            <WatchSection />
            <ChecksSection opened={anchor?.check ?? null} />
            <ProbingSection />
            <CostsSection />
            <AlertsSection />
            <ApiSection />
            <AppearanceSection />
            <StartupSection />
            <DataSection />
            <AboutSection view={view} />
          </>
        )}
      </div>
    </div>
  )
}

function scrollTo(body: HTMLElement | null, section: SectionId): void {
  body?.querySelector(`[data-section="${section}"]`)?.scrollIntoView({ block: 'start' })
}
