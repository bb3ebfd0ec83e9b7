import { useConsole } from '../../store'
import { Due } from '../../parts/Age'
import { UnstyledButton } from '@mantine/core'
import { showPage } from '../../store'
import { texts } from '../../texts'
import styles from './NextRuns.module.css'
import { upcoming } from './upcoming'

/** One line of what the console does next by itself. */
export function NextRuns() {
  const jobs = useConsole((state) => state.snapshot?.jobs)
  if (!jobs) return null
  const next = upcoming(jobs)
  return (
    <p className={styles.next}>
      <UnstyledButton className={styles.title} onClick={() => showPage('schedule')}>
        {texts.next.title}
      </UnstyledButton>
      {next.length === 0 && texts.next.nothing}
      {next.map((job) => (
        <span key={job.id} className={styles.job}>
          {job.title} <Due at={job.nextAt} />
        </span>
      ))}
    </p>
  )
}
