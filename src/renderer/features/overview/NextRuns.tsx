import { UnstyledButton } from '@mantine/core'
import type { JobView } from '../../../shared/model'
import { Due } from '../../parts/Age'
import { showPage, useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './NextRuns.module.css'
import { upcoming } from './upcoming'

/** One line of what the console does next by itself; each opens the schedule at its job. */
export function NextRuns() {
  const jobs = useConsole((state) => state.snapshot?.jobs)
  const next = upcoming(jobs ?? [])
  return (
    <section className={styles.next} aria-label={texts.next.title}>
      <UnstyledButton className={styles.title} onClick={() => showPage('schedule')}>
        {texts.next.title}
      </UnstyledButton>
      {jobs && next.length === 0 && texts.next.nothing}
      {next.map((job) => (
        <Run key={job.id} job={job} />
      ))}
    </section>
  )
}

function Run({ job }: { job: JobView & { nextAt: number } }) {
  return (
    <UnstyledButton className={styles.job} data-tip={job.when} onClick={() => showPage('schedule', job.id)}>
      {job.title} <Due at={job.nextAt} />
    </UnstyledButton>
  )
}
