import type { Incident } from '../../../shared/model'
import { HistoryChart } from '../../parts/HistoryChart'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import { reaches } from './chart-span'
import styles from './IncidentDetail.module.css'
import { Part } from './Part'

/** The looks of its component around it, as far back as they are at hand. */
export function IncidentChart({ incident }: { incident: Incident }) {
  const component = useConsole((state) => state.snapshot?.components.find(({ target }) => target === incident.component))
  if (!component) return null
  const { openedAt, resolvedAt, severity } = incident
  return (
    <Part title={texts.incidents.around}>
      {reaches(component.history, incident) ? (
        <HistoryChart component={component} span={{ from: openedAt, to: resolvedAt, severity }} />
      ) : (
        <p className={styles.hint}>{texts.incidents.noLooks}</p>
      )}
    </Part>
  )
}
