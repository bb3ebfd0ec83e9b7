import { inWords, jobs, latestDue, nextDue } from '../../../src/core/schedule'
import { jobDays } from '../../../src/core/views/job-days'
import type { Brief, JobRun, JobView } from '../../../src/shared/model'
import type { JobDays, RunView } from '../../../src/shared/schedule'
import { ago, day, hour, minute, now, second } from './clock'

const run = (job: string, startedAgo: number, more: Partial<RunView> = {}): RunView => ({
  id: `${job}-${startedAgo}`,
  job,
  dueAt: ago(startedAgo),
  startedAt: ago(startedAgo),
  finishedAt: ago(startedAgo - 4 * second),
  outcome: 'done',
  late: false,
  manual: false,
  message: null,
  lateness: null,
  ...more,
})

const today = (hours: number, minutes: number): number => now - Math.floor(now / day) * day - (hours * hour + minutes * minute)

/** Each outcome once. */
export const runs: readonly RunView[] = [
  run('ceo-brief', today(8, 0)),
  run('daily-probe', today(7, 55), { message: 'Two components fail.' }),
  run('retention', today(3, 20), { dueAt: ago(today(3, 20) + 4 * hour), late: true, lateness: { cause: 'asleep', untilAt: ago(today(3, 20)) } }),
  run('ceo-brief', today(8, 0) + day, { outcome: 'failed', message: 'Telegram refuses the message.' }),
  run('daily-probe', today(7, 55) + day, { outcome: 'interrupted', finishedAt: null, message: 'The console was ended meanwhile.' }),
  run('weekly-summary', today(0, 5) + 2 * day, { manual: true }),
]

const kept = jobs.filter(({ recorded }) => recorded)

/** All that was due before yesterday, but for one day that was missed. */
const earlier = (job: (typeof jobs)[number]): RunView[] =>
  Array.from({ length: 13 }, (_, back) => latestDue(job.timing, now - (back + 1) * day))
    .filter((dueAt, index, all) => all.indexOf(dueAt) === index && index !== 6)
    .map((dueAt) => run(job.id, now - dueAt))

export const days: JobDays[] = kept.map((job) => jobDays(job, { runs: [...runs, ...earlier(job)], stretches: [], installedAt: ago(20 * day), now }))

export const views = (recorded: readonly JobRun[]): JobView[] =>
  jobs.map(({ id, title, timing }) => ({ id, title, when: inWords(timing), nextAt: nextDue(timing, now), last: recorded.find(({ job }) => job === id) ?? null, runnable: id !== 'tick' }))

export const brief: Brief = {
  at: ago(today(8, 0)),
  overall: 'ok',
  headline: 'All well: 7 components watched.',
  sections: [
    { title: 'State at 08:00 UTC', lines: ['✓ Notion: ok (just now)', '✓ Disk: 61 % of 476 GB (just now)'] },
    { title: 'Money', lines: ['Yesterday $0.61, this week $4.17, the month will come to about $19.'] },
  ],
}
