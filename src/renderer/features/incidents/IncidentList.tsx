import type { Incident } from '../../../shared/model'
import { Empty } from '../../parts/Empty'
import page from '../../parts/page.module.css'
import { Panel } from '../../parts/Panel'
import { IncidentRow } from './IncidentRow'
import styles from './IncidentList.module.css'

interface Props {
  title: string
  incidents: readonly Incident[]
  /** What is said when there are none. */
  none?: string
  chosen: string | null
  /** The chosen one is shown beside the list. */
  beside: boolean
  onChoose: (id: string) => void
  onOpen: (id: string) => void
}

export function IncidentList({ title, incidents, none = '', chosen, beside, onChoose, onOpen }: Props) {
  return (
    <Panel title={title} aside={incidents.length > 0 && <span className={page.quiet}>{incidents.length}</span>}>
      {incidents.length === 0 ? (
        <Empty title={none} />
      ) : (
        <ul className={styles.list} aria-label={title}>
          {incidents.map((incident) => (
            <IncidentRow
              key={incident.id}
              incident={incident}
              chosen={chosen === incident.id}
              beside={beside}
              onChoose={() => onChoose(incident.id)}
              onOpen={() => onOpen(incident.id)}
            />
          ))}
        </ul>
      )}
    </Panel>
  )
}
