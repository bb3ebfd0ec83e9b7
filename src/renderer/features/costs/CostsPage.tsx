import { Button } from '@mantine/core'
import { lazy, Suspense, useRef, useState } from 'react'
import type { CostsView } from '../../../shared/costs'
import { sentence } from '../../bridge'
import { Empty } from '../../parts/Empty'
import { Panel } from '../../parts/Panel'
import { StatusMark } from '../../parts/StatusMark'
import { classes } from '../../parts/classes'
import page from '../../parts/page.module.css'
import { dayTime } from '../../../shared/moments'
import { showPage, useConsole } from '../../store'
import { texts } from '../../texts'
import { AnomaliesPanel } from './AnomaliesPanel'
import { BreakdownPanel } from './BreakdownPanel'
import { BridgePanel } from './BridgePanel'
import { BudgetsPanel } from './BudgetsPanel'
import type { Opened } from './CallsDrawer'
import { CostsHead } from './CostsHead'
import styles from './CostsPage.module.css'
import { FailuresPanel } from './FailuresPanel'
import { GlancePanel } from './GlancePanel'
import { ProblemsPanel } from './ProblemsPanel'
import { Reading } from './Reading'
import { RunsPanel } from './RunsPanel'
import { SourcesPanel } from './SourcesPanel'
import { type Costs, useCosts } from './use-costs'

const CallsDrawer = lazy(() => import('./CallsDrawer'))
const words = texts.costsPage

/** What was spent: at a glance, over time, by what, and how sure all of it is. */
export default function CostsPage() {
  const costs = useCosts()
  const [opened, setOpened] = useState<Opened | null>(null)
  const view = costs.value
  return (
    <div className={classes(page.page, styles.page)} data-keys="page">
      <CostsHead costs={costs} />
      {costs.fault && <Fault costs={costs} />}
      {view?.reading && <Reading reading={view.reading} />}
      {view && <Start view={view} />}
      {view ? <Panels view={view} costs={costs} onOpen={setOpened} /> : !costs.fault && <div className={styles.waiting} data-testid="costs-waiting" />}
      {opened && (
        <Suspense>
          <CallsDrawer {...opened} onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </div>
  )
}

function Panels({ view, costs, onOpen }: { view: CostsView; costs: Costs; onOpen: (opened: Opened) => void }) {
  const problems = useRef<HTMLDivElement>(null)
  const showProblems = (): void => {
    problems.current?.scrollIntoView({ block: 'start' })
    problems.current?.querySelector<HTMLElement>('button, summary')?.focus({ preventScroll: true })
  }
  return (
    <div className={styles.columns}>
      <div className={styles.stack}>
        <GlancePanel view={view} chosen={costs.answered.span} onOpen={onOpen} onUnsure={showProblems} />
        <BreakdownPanel view={view} chosen={costs.answered.span} by={costs.answered.by} wanted={costs.by} onSplit={costs.split} onOpen={onOpen} />
        <RunsPanel runs={view.runs} />
      </div>
      <div className={styles.beside} ref={problems}>
        <ProblemsPanel view={view} />
        <BudgetsPanel budgets={view.budgets} />
        <AnomaliesPanel anomalies={view.anomalies} />
        <FailuresPanel failures={view.failures} />
        <BridgePanel bridges={view.bridge} />
        <SourcesPanel view={view} />
      </div>
    </div>
  )
}

/** The question went wrong: older figures stay, and say of when they are. */
function Fault({ costs: { fault, value, again } }: { costs: Costs }) {
  const retry = <Button onClick={again}>{words.tryAgain}</Button>
  if (!fault) return null
  if (value === null)
    return (
      <Panel title={words.failed} end={retry}>
        <Empty title={sentence(fault)} />
      </Panel>
    )
  return (
    <section className={styles.strip} role="alert" aria-label={words.failed}>
      <StatusMark status="warning" />
      <p className={styles.stripWords}>
        {sentence(fault)} <span className={page.quiet}>{words.keptFrom(dayTime(value.at))}</span>
      </p>
      {retry}
    </section>
  )
}

/** Nothing to read from yet: the one step that changes that. */
function Start({ view }: { view: CostsView }) {
  const unset = useConsole((state) => state.settings?.settings.watch.logDir === null)
  const logs = view.sources.find(({ id }) => id === 'logs')
  if (!unset || (logs && logs.state !== 'off')) return null
  return (
    <Panel
      title={words.start}
      testId="costs-start"
      end={
        <Button variant="filled" onClick={() => showPage('settings', 'watch')}>
          {words.startButton}
        </Button>
      }
    >
      <p className={styles.startHint}>{words.startHint}</p>
    </Panel>
  )
}
