import type { Incident } from '../../../shared/model'
import { IncidentMark } from '../../parts/IncidentMark'
import { SideDrawer } from '../../parts/SideDrawer'
import { IncidentDetail } from './IncidentDetail'
import styles from './IncidentDetail.module.css'

/** The details over the list, where there is no room beside it. */
export default function IncidentDrawer({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const title = (
    <>
      <IncidentMark incident={incident} />
      <span className={styles.name}>{incident.title}</span>
    </>
  )
  return (
    <SideDrawer title={title} width={480} onClose={onClose}>
      <IncidentDetail incident={incident} titled={false} />
    </SideDrawer>
  )
}
