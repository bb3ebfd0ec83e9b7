import type { JobView } from '../../../shared/model'
import type { JobDays } from '../../../shared/schedule'
import { classes } from '../../parts/classes'
import { ColumnHeads } from '../../parts/ColumnHeads'
import page from '../../parts/page.module.css'
import { Panel } from '../../parts/Panel'
import { localZone } from '../../parts/time'
import { texts } from '../../texts'
import { DueMark } from './DueMark'
import { Fortnight } from './Fortnight'
import { LastRun } from './LastRun'
import { NextDue } from './NextDue'
import { RunNow } from './RunNow'
import styles from './SchedulePage.module.css'

const words = texts.schedule
const legend = ['done', 'late', 'failed', 'missed'] as const

interface Props {
  jobs: readonly JobView[]
  /** By job; null: not known yet. */
  days: ReadonlyMap<string, JobDays> | null
}

/** What the console does by itself: when next, how it went, and how it went lately. */
export function Jobs({ jobs, days }: Props) {
  const zone = localZone()
  return (
    <Panel title={words.jobs} aside={<span className={page.quiet}>{zone === 'UTC' ? words.utcNote : words.utcNoteOf(zone)}</span>} end={<Legend />}>
      <table className={classes(page.table, styles.jobs)} aria-label={words.jobs}>
        <ColumnHeads titles={[words.job, words.next, words.last, words.days]}>
          <th scope="col" className={page.end}>
            <span className="unseen">{words.runNow}</span>
          </th>
        </ColumnHeads>
        <tbody>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} days={days?.get(job.id)} />
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function Legend() {
  return (
    <span className={styles.legend}>
      {legend.map((shape) => (
        <span key={shape} className={styles.key}>
          <DueMark shape={shape} /> {words.legend[shape]}
        </span>
      ))}
    </span>
  )
}

function JobRow({ job, days }: { job: JobView; days: JobDays | undefined }) {
  return (
    <tr data-testid={`job-${job.id}`}>
      <th scope="row" className={styles.title}>
        {job.title}
        <span className={styles.small} data-tip={days && words.cron(days.cron)}>
          {job.when}
        </span>
      </th>
      <td className={page.nowrap}>{job.nextAt !== null && <NextDue at={job.nextAt} />}</td>
      <td className={page.quiet}>{job.runnable ? <LastRun job={job} due={days?.days.flatMap(({ due }) => due).at(-1)} /> : words.notKept}</td>
      <td>{days && <Fortnight title={job.title} days={days.days} />}</td>
      <td className={page.end}>{job.runnable && <RunNow job={job} />}</td>
    </tr>
  )
}
