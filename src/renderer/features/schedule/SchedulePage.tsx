import { Button } from '@mantine/core'
import { useState } from 'react'
import type { JobRun, JobView, Status } from '../../../shared/model'
import { call, sentence } from '../../bridge'
import { Age, Due } from '../../parts/Age'
import { Empty } from '../../parts/Empty'
import { Panel } from '../../parts/Panel'
import { StatusMark } from '../../parts/StatusMark'
import { classes } from '../../parts/classes'
import page from '../../parts/page.module.css'
import { exactTime, dayTime, lasted } from '../../parts/time'
import { useAsked } from '../../parts/use-asked'
import { showNotice, useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './SchedulePage.module.css'

const recorded = () => call('jobs.history', { limit: 100 })
const marks: Record<JobRun['outcome'], Status> = { done: 'ok', failed: 'fail', interrupted: 'warning', running: 'off' }

export default function SchedulePage() {
  const jobs = useConsole((state) => state.snapshot?.jobs)
  const runs = useAsked(recorded, jobs)
  return (
    <div className={page.page}>
      <h1 className={page.heading}>{texts.schedule.title}</h1>
      <Jobs jobs={jobs ?? []} />
      <Panel title={texts.schedule.runs}>
        {runs.fault && <Empty title={texts.schedule.failed} hint={sentence(runs.fault)} />}
        {runs.value?.length === 0 && <Empty title={texts.schedule.noRuns} hint={texts.schedule.noRunsHint} />}
        {runs.value && runs.value.length > 0 && <Runs runs={runs.value} jobs={jobs ?? []} />}
      </Panel>
    </div>
  )
}

function Jobs({ jobs }: { jobs: readonly JobView[] }) {
  return (
    <Panel title={texts.schedule.jobs} end={<span className={page.quiet}>{texts.schedule.utcNote}</span>}>
      <table className={page.table} aria-label={texts.schedule.jobs}>
        <thead>
          <tr>
            <th scope="col">{texts.schedule.job}</th>
            <th scope="col">{texts.schedule.when}</th>
            <th scope="col">{texts.schedule.next}</th>
            <th scope="col">{texts.schedule.last}</th>
            <th scope="col" className={page.end}>
              <span className="unseen">{texts.schedule.runNow}</span>
            </th>
          </tr>
        </thead>
        <tbody className={styles.jobs}>
          {jobs.map((job) => (
            <Job key={job.id} job={job} />
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function Job({ job }: { job: JobView }) {
  return (
    <tr data-testid={`job-${job.id}`}>
      <td>{job.title}</td>
      <td className={classes(page.quiet, page.nowrap)}>{job.when}</td>
      <td className={page.nowrap}>{job.nextAt !== null && <Due at={job.nextAt} />}</td>
      <td className={page.quiet}>{job.last ? <Last run={job.last} /> : texts.schedule.never}</td>
      <td className={page.end}>{job.runnable && <RunNow job={job} />}</td>
    </tr>
  )
}

function Last({ run }: { run: JobRun }) {
  return (
    <span className={styles.last}>
      <StatusMark status={marks[run.outcome]} size={14} label />
      <span>
        <Age at={run.finishedAt ?? run.startedAt} />
        {run.late && <Late />}
        {run.message && <span className={styles.message}>{run.message}</span>}
      </span>
    </span>
  )
}

function Late() {
  return (
    <span className={styles.late} data-tip={texts.schedule.lateTip}>
      {texts.schedule.late}
    </span>
  )
}

function RunNow({ job }: { job: JobView }) {
  const [asked, setAsked] = useState(false)
  const running = asked || job.last?.outcome === 'running'
  const run = async (): Promise<void> => {
    if (running) return
    setAsked(true)
    const answer = await call('jobs.run', { job: job.id })
    setAsked(false)
    if (!answer.ok) showNotice(answer.error)
  }
  return (
    <Button aria-label={texts.schedule.runNowOf(job.title)} aria-disabled={running} onClick={() => void run()}>
      {running ? texts.schedule.running : texts.schedule.runNow}
    </Button>
  )
}

function Runs({ runs, jobs }: { runs: readonly JobRun[]; jobs: readonly JobView[] }) {
  const titles = new Map(jobs.map((job) => [job.id, job.title]))
  return (
    <table className={page.table} aria-label={texts.schedule.runs}>
      <thead>
        <tr>
          <th scope="col">{texts.schedule.job}</th>
          <th scope="col">{texts.schedule.due}</th>
          <th scope="col">{texts.schedule.started}</th>
          <th scope="col" className={page.end}>
            {texts.schedule.took}
          </th>
          <th scope="col">{texts.schedule.outcome}</th>
        </tr>
      </thead>
      <tbody className={styles.runs}>
        {runs.map((run) => (
          <tr key={run.id}>
            <td>
              {titles.get(run.job) ?? run.job}
              {run.manual && <span className={styles.note}>{texts.schedule.manual}</span>}
            </td>
            <td className={classes(page.quiet, page.nowrap)}>
              <Moment at={run.dueAt} />
            </td>
            <td className={classes(page.quiet, page.nowrap)}>
              <Moment at={run.startedAt} />
              {run.late && <Late />}
            </td>
            <td className={classes(page.quiet, page.nowrap, page.end)}>{run.finishedAt !== null && lasted(run.startedAt, run.finishedAt)}</td>
            <td>
              <span className={styles.last}>
                <StatusMark status={marks[run.outcome]} size={14} />
                <span>
                  {texts.schedule.outcomes[run.outcome]}
                  {run.message && <span className={styles.message}>{run.message}</span>}
                </span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Moment({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} data-tip={exactTime(at)}>
      {dayTime(at)}
    </time>
  )
}
