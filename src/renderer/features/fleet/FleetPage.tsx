import { Button } from '@mantine/core'
import { lazy, Suspense, useDeferredValue, useState } from 'react'
import type { FleetAgent, FleetView } from '../../../shared/fleet'
import { classes } from '../../parts/classes'
import { Empty } from '../../parts/Empty'
import page from '../../parts/page.module.css'
import { Panel } from '../../parts/Panel'
import { dayTime } from '../../../shared/moments'
import { showPage } from '../../store'
import { texts } from '../../texts'
import { matching } from './agent-row'
import { AgentsTable } from './AgentsTable'
import { FleetHead } from './FleetHead'
import styles from './FleetPage.module.css'
import { useFleet } from './use-fleet'

const AgentDrawer = lazy(() => import('./AgentDrawer'))
const words = texts.fleet

/** All consoles and agents a database has heard of, the worst first. */
export default function FleetPage() {
  const fleet = useFleet()
  const [search, setSearch] = useState('')
  const [opened, setOpened] = useState<FleetAgent | null>(null)
  const { view } = fleet
  return (
    <div className={classes(page.page, styles.page)} data-keys="page" data-testid="fleet">
      <FleetHead view={view} search={search} onSearch={setSearch} />
      {view?.state === 'off' && <Off />}
      <Trouble fleet={fleet} />
      {view && view.agents.length > 0 && <Agents agents={view.agents} search={search} onOpen={setOpened} />}
      {view?.state === 'ok' && view.agents.length === 0 && <Panel title={words.agents(0)}><Empty title={words.none} hint={words.noneHint(view.url ?? '')} /></Panel>}
      {opened && (
        <Suspense>
          <AgentDrawer agent={opened} onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </div>
  )
}

function Agents({ agents, search, onOpen }: { agents: readonly FleetAgent[]; search: string; onOpen: (agent: FleetAgent) => void }) {
  const found = matching(agents, useDeferredValue(search))
  return (
    <Panel title={words.agents(found.length)}>
      {found.length > 0 ? <AgentsTable agents={found} onOpen={onOpen} /> : <Empty title={words.noMatch(search)} />}
    </Panel>
  )
}

const toSettings = (): void => showPage('settings', 'fleet')

function Off() {
  return (
    <Panel title={words.off} end={<Button variant="filled" onClick={toSettings}>{words.setUp}</Button>}>
      <Empty title={words.offHint} />
    </Panel>
  )
}

/** The question went wrong: what was known stays, and says of when it is. */
function Trouble({ fleet: { view, problem, again } }: { fleet: ReturnType<typeof useFleet> }) {
  const said = problem ?? saidOf(view)
  if (said === null) return null
  return (
    <section className={styles.trouble} role="alert" aria-label={words.failed}>
      <p>
        {said} {view?.at != null && <span className={page.quiet}>{words.keptFrom(dayTime(view.at))}</span>}
      </p>
      <Button onClick={again}>{words.tryAgain}</Button>
      <Button variant="subtle" color="gray" onClick={toSettings}>{words.settings}</Button>
    </section>
  )
}

const saidOf = (view: FleetView | null): string | null => (view?.problem ? [view.problem.message, view.problem.hint].filter(Boolean).join(' ') : null)
