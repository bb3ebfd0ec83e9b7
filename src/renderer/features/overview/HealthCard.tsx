import { ActionIcon } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import { Moment } from '../../parts/Age'
import { IconChartBar, IconPlus } from '../../parts/icons'
import { Panel } from '../../parts/Panel'
import { StatusMark } from '../../parts/StatusMark'
import { showPage, useConsole } from '../../store'
import { texts } from '../../texts'
import { Components } from './Components'
import { CostStrip } from './CostStrip'
import styles from './HealthCard.module.css'
import { NextRuns } from './NextRuns'
import { RunButton } from './RunButton'

/** The card a founder looks at first: state, components, costs, what runs next. */
export function HealthCard() {
  return (
    <Panel title={<Title />} aside={<OverallNow />} end={<Buttons />}>
      <Components />
      <CostStrip />
      <NextRuns />
    </Panel>
  )
}

/**
 * The signs 📊 and ⟳ are drawn as icons, since many desktops have no font for them; as text they are there for who reads the page’s, but never laid out:
 * to look for a font that has them takes longer than the whole page.
 */
function Title() {
  return (
    <>
      <IconChartBar size={16} stroke={2} aria-hidden />
      <span>
        <span hidden>{texts.health.glyph} </span>
        {texts.health.title}
      </span>
    </>
  )
}

function OverallNow() {
  const overall = useConsole((state) => state.snapshot?.overall)
  const at = useConsole((state) => state.snapshot?.at ?? 0)
  const live = useConsole((state) => state.live)
  if (!overall) return null
  return (
    <p className={styles.overall}>
      <span className={styles.state} data-testid="overall-state" data-status={overall}>
        <StatusMark status={overall} />
        {texts.status[overall]}
      </span>
      <span className={styles.asOf}>
        {texts.health.asOf} <Moment at={at} as="time" />
      </span>
      {!live && <span className={styles.starting}>{texts.health.starting}</span>}
    </p>
  )
}

function Buttons() {
  return (
    <>
      <ActionIcon aria-label={texts.health.addCheck} data-tip={texts.health.addCheck} onClick={() => showPage('settings', 'new-check')}>
        <IconPlus size={16} aria-hidden />
      </ActionIcon>
      <RunButton />
    </>
  )
}
