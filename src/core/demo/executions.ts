import type { Span } from '../costs/periods'
import { hourMs } from '../history/hours'
import { demoJobs, jobNamed, type DemoJob } from './jobs'
import { runOfJob, type MadeRun, type RunOptions } from './job-run'
import { absentAt, dayMs, type Past } from './past'
import { randomOf, type Random } from './random'

/** The working hours, some days before the end, in which one job cost far more than it should. */
export function spikeOf(now: number): Span {
  let day = Math.floor(now / dayMs - spikeDaysAgo) * dayMs
  while (isWeekend(day)) day -= dayMs
  return { from: day + 9 * hourMs, to: day + 17 * hourMs }
}

const spikeDaysAgo = 12
/** The days before the end in which a job was healed again and again. */
export const runawayDaysAgo = { from: 41, to: 35 } as const

/** Runs that begin in each hour of a working day, as a share of the day’s. */
const byHour = [0.2, 0.2, 0.2, 0.2, 0.2, 0.4, 0.7, 1.2, 1.8, 2, 2, 1.8, 1.3, 1.6, 1.9, 1.9, 1.7, 1.3, 0.9, 0.7, 0.6, 0.5, 0.3, 0.2]
const weekend = 0.22
/** The company grows: what it asks for at the beginning, as a share of what it asks for at the end. */
const atFirst = 0.62

/** Every run of every job, an hour at a time, oldest first. */
export function* executionsOf(past: Past, seed: number): Generator<MadeRun[]> {
  const random = randomOf(seed + 1000)
  let count = 0
  for (let hour = past.first; hour < past.now; hour += hourMs) {
    const runs = demoJobs.flatMap((job) =>
      startsOf(job, hour, past, random).map((at) => runOfJob(job, { id: `d${(count++).toString(36)}`, at, random, ...unusual(job, at, past.now, random) })),
    )
    yield runs.filter(({ lines }) => Date.parse(lines.at(-1)!.ts) < past.now)
  }
}

function startsOf(job: DemoJob, hour: number, past: Past, random: Random): number[] {
  const expected = expectedIn(job, hour, (hour - past.first) / (past.now - past.first))
  const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0)
  const starts = Array.from({ length: count }, () => Math.round(hour + random() * hourMs)).toSorted((a, b) => a - b)
  return starts.filter((at) => isUp(at, past))
}

/** Runs of an hour; `part`: how much of the past has gone by then. */
function expectedIn(job: DemoJob, hour: number, part: number): number {
  const { when } = job
  if ('runsPerDay' in when) return (when.runsPerDay / 24) * shareOf(job, hour) * (atFirst + (1 - atFirst) * part)
  const at = new Date(hour)
  return at.getUTCHours() === when.hour && (when.weekday === undefined || at.getUTCDay() === when.weekday) ? 1 : 0
}

function shareOf({ always = false }: DemoJob, hour: number): number {
  if (always) return 1
  const share = byHour[new Date(hour).getUTCHours()]!
  return isWeekend(hour) ? share * weekend : share
}

const isWeekend = (at: number): boolean => [0, 6].includes(new Date(at).getUTCDay())

/** EchoPilot runs on this computer: it sleeps and stands still with it, and is silent when it is in trouble itself. */
const isUp = (at: number, past: Past): boolean => {
  const kind = absentAt(past, at)?.kind
  return kind !== 'asleep' && kind !== 'frozen' && !past.trouble.some(({ target, from, to }) => target === 'scheduler_tick' && at >= from && at < to)
}

/** What was out of the ordinary with a run: a day of spending, a week of retries, or an everyday failure. */
function unusual(job: DemoJob, at: number, now: number, random: Random): Pick<RunOptions, 'times' | 'heals'> {
  const daysAgo = (now - at) / dayMs
  const spike = spikeOf(now)
  if (job.id === spendingJob.id && at >= spike.from && at < spike.to) return { times: 9 }
  if (job.id === 'invoice-matching' && daysAgo > runawayDaysAgo.to && daysAgo < runawayDaysAgo.from && random.chance(0.35)) return { heals: { attempts: random.whole(3, 7), outcome: 'failed' } }
  return random.chance(job.fails) ? { heals: { attempts: random.whole(1, 2), outcome: 'success' } } : {}
}

/** The job that once cost far more than it should, and does so again on cue. */
export const spendingJob = jobNamed('lead-research')
