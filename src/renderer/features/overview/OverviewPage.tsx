import { lazy, Suspense } from 'react'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import { BriefCard } from './BriefCard'
import { ChecklistCard } from './ChecklistCard'
import { HealthCard } from './HealthCard'
import { NotesCard } from './NotesCard'
import { OpenIncidents } from './OpenIncidents'
import styles from './OverviewPage.module.css'
import { classes } from '../../parts/classes'

const ComponentDetails = lazy(() => import('./ComponentDetails'))

export default function OverviewPage() {
  const detail = useConsole((state) => state.detail)
  return (
    <div className={styles.page}>
      <h1 className="unseen">{texts.pages.overview}</h1>
      <div className={styles.stack}>
        <ChecklistCard />
        <HealthCard />
      </div>
      <div className={classes(styles.stack, styles.beside)}>
        <NotesCard />
        <OpenIncidents />
        <BriefCard />
      </div>
      {detail !== null && <Suspense>{<ComponentDetails target={detail} />}</Suspense>}
    </div>
  )
}
