import { UnstyledButton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { sectionIds } from '../../../shared/places'
import { useConsole } from '../../store'
import { classes } from '../../parts/classes'
import { PageHead } from '../../parts/PageHead'
import { texts } from '../../texts'
import { anchorOf, fieldOf } from './anchors'
import { AlertsSection } from './alerts/AlertsSection'
import { ChecksSection } from './checks/ChecksSection'
import { CostsSection } from './costs/CostsSection'
import { FleetSection } from './fleet/FleetSection'
import { DataSection } from './data/DataSection'
import { AboutSection } from './about/AboutSection'
import { AppearanceSection, StartupSection } from './computer'
import { ApiSection, ProbingSection, WatchSection } from './sections'
import { ServicesSection } from './services/ServicesSection'
import styles from './SettingsPage.module.css'
import { useJump } from './use-jump'
import { useSectionInSight } from './use-section-in-sight'

export default function SettingsPage() {
  const view = useConsole((state) => state.settings)
  const focus = useConsole((state) => state.focus)
  const body = useRef<HTMLDivElement>(null)
  const anchor = anchorOf(focus)
  // A service and a check bring themselves into view.
  const section = anchor && anchor.service === null && anchor.check === null ? anchor.section : null
  const field = fieldOf(focus)
  const ready = view !== null
  const { jump, jumped } = useJump(body)
  const marked = useSectionInSight(body, ready, jumped)
  useEffect(() => {
    if (ready && section) jump(section, field)
  }, [ready, section, field, jump])

  return (
    <div className={styles.page}>
      <PageHead title={texts.settings.title} />
      <nav className={styles.jumps} aria-label={texts.settings.title}>
        <ul>
          {sectionIds.map((id) => (
            <li key={id}>
              <UnstyledButton className={classes(styles.jump, id === marked && styles.marked)} aria-current={id === marked ? 'true' : undefined} onClick={() => jump(id)}>
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
            <FleetSection />
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
