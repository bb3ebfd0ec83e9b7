import { useState } from 'react'
import type { Incident } from '../../../shared/model'
import { call, sentence } from '../../bridge'
import { Empty } from '../../parts/Empty'
import { Panel } from '../../parts/Panel'
import { classes } from '../../parts/classes'
import page from '../../parts/page.module.css'
import { useAsked } from '../../parts/use-asked'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import { IncidentRow } from './IncidentRow'
import styles from './IncidentsPage.module.css'
import { merged } from './incident-list'

const recorded = () => call('incidents.list', { limit: 200 })

export default function IncidentsPage() {
  const open = useConsole((state) => state.snapshot?.incidents)
  const asked = useAsked(recorded, open)
  const { current, past } = merged(open ?? [], asked.value ?? [])
  const nothing = asked.value !== null && current.length === 0 && past.length === 0
  return (
    <div className={page.page}>
      <h1 className={page.heading}>{texts.incidents.title}</h1>
      {asked.fault && (
        <Panel title={texts.incidents.failed}>
          <Empty title={sentence(asked.fault)} />
        </Panel>
      )}
      {nothing ? (
        <Panel title={texts.incidents.openShort} quiet>
          <Empty title={texts.incidents.none} hint={texts.incidents.noneHint} />
        </Panel>
      ) : (
        <>
          <List title={texts.incidents.openShort} incidents={current} none={texts.incidents.noneOpen} />
          {past.length > 0 && <List title={texts.incidents.past} incidents={past} none="" />}
        </>
      )}
    </div>
  )
}

function List({ title, incidents, none }: { title: string; incidents: readonly Incident[]; none: string }) {
  const focus = useConsole((state) => state.focus)
  const [opened, setOpened] = useState<string | null>(focus)
  return (
    <Panel title={title} aside={incidents.length > 0 && <span className={page.quiet}>{incidents.length}</span>}>
      {incidents.length === 0 ? (
        <Empty title={none} />
      ) : (
        <table className={classes(page.table, styles.table)} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{texts.incidents.what}</th>
              <th scope="col">{texts.incidents.since}</th>
              <th scope="col">{texts.incidents.lasted}</th>
              <th scope="col" className={page.end}>
                <span className="unseen">{texts.incidents.nextStep}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {incidents.map((incident) => (
              <IncidentRow
                key={incident.id}
                incident={incident}
                opened={opened === incident.id}
                onToggle={() => setOpened(opened === incident.id ? null : incident.id)}
              />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
