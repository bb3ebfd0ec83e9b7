import type { JobRun } from '../shared/model'

const minuteMs = 60_000
const dayMs = 86_400_000

/** When a job is due, in UTC. Weekday as in ISO: 1 = Monday. */
export type Timing =
  | { every: 'minute' }
  | { every: 'day'; hour: number; minute: number }
  | { every: 'week'; weekday: number; hour: number; minute: number }

export interface Job {
  id: string
  title: string
  timing: Timing
  /** A missed due time is made up for once, on wake or at the next start. */
  catchUp: boolean
  /** Each run is kept and shown; ticks have a log of their own. */
  recorded: boolean
}

/** The daily rhythm. Order matters where times are equal on catch-up: the brief reads the probe's result. */
export const jobs: readonly Job[] = [
  { id: 'tick', title: 'Tick', timing: { every: 'minute' }, catchUp: false, recorded: false },
  { id: 'daily-probe', title: 'Daily health probe', timing: { every: 'day', hour: 7, minute: 55 }, catchUp: true, recorded: true },
  { id: 'ceo-brief', title: 'CEO Brief', timing: { every: 'day', hour: 8, minute: 0 }, catchUp: true, recorded: true },
  { id: 'weekly-summary', title: 'Weekly cost summary', timing: { every: 'week', weekday: 1, hour: 0, minute: 5 }, catchUp: true, recorded: true },
  // After the brief: where both were missed, nobody’s message waits for it.
  { id: 'backup', title: 'Daily backup', timing: { every: 'day', hour: 8, minute: 30 }, catchUp: true, recorded: true },
  { id: 'retention', title: 'Clean-up of old data', timing: { every: 'day', hour: 3, minute: 20 }, catchUp: true, recorded: true },
]

/** How long after its due time a run counts as late. */
export const lateAfterMs = 60_000

/** The timing as node-cron reads it (five fields, UTC). */
export function cronOf(timing: Timing): string {
  if (timing.every === 'minute') return '* * * * *'
  if (timing.every === 'day') return `${timing.minute} ${timing.hour} * * *`
  return `${timing.minute} ${timing.hour} * * ${timing.weekday % 7}`
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const clock = (hour: number, minute: number) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')} UTC`

export function inWords(timing: Timing): string {
  if (timing.every === 'minute') return 'every 60 s'
  if (timing.every === 'day') return `daily at ${clock(timing.hour, timing.minute)}`
  return `${weekdays[timing.weekday % 7]}s at ${clock(timing.hour, timing.minute)}`
}

/** Newest due time at or before `now`, UTC epoch ms. */
export function latestDue(timing: Timing, now: number): number {
  if (timing.every === 'minute') return Math.floor(now / minuteMs) * minuteMs
  const ofDay = (timing.hour * 60 + timing.minute) * minuteMs
  const today = Math.floor(now / dayMs) * dayMs + ofDay
  const last = today <= now ? today : today - dayMs
  if (timing.every === 'day') return last
  const back = (new Date(last).getUTCDay() - (timing.weekday % 7) + 7) % 7
  return last - back * dayMs
}

/** First due time after `now`. */
export function nextDue(timing: Timing, now: number): number {
  const step = timing.every === 'minute' ? minuteMs : timing.every === 'day' ? dayMs : 7 * dayMs
  return latestDue(timing, now) + step
}

/**
 * Due times to make up for now: the newest missed one of each job, never older ones, never one that ran, and none from
 * before the console was first started. `lastDue` is the due time of each job's newest run.
 */
export function missed(all: readonly Job[], lastDue: ReadonlyMap<string, number>, installedAt: number, now: number) {
  return all
    .filter((job) => job.catchUp)
    .map((job) => ({ job, dueAt: latestDue(job.timing, now) }))
    .filter(({ job, dueAt }) => dueAt > (lastDue.get(job.id) ?? installedAt) && dueAt >= installedAt)
    .toSorted((a, b) => a.dueAt - b.dueAt)
}

export const isLate = (run: Pick<JobRun, 'dueAt' | 'startedAt'>): boolean => run.startedAt - run.dueAt > lateAfterMs
