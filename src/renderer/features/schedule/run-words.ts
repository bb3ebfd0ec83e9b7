import type { Status } from '../../../shared/model'
import type { DueView, Lateness, RunView } from '../../../shared/schedule'
import { hourMinute, lasted, longDay, utcDay } from '../../parts/time'
import { dayTime } from '../../../shared/moments'
import { texts } from '../../texts'

const words = texts.schedule

/** How a due time fared, as a shape. `late` is done, but not when it should have been. */
export type DueShape = 'done' | 'late' | 'failed' | 'interrupted' | 'running' | 'missed' | 'waiting' | 'none'

export const runMarks: Readonly<Record<RunView['outcome'], Status>> = { done: 'ok', failed: 'fail', interrupted: 'warning', running: 'off' }

/** The worst of what was due on a day stands for it. */
const worstFirst: readonly DueShape[] = ['failed', 'missed', 'interrupted', 'running', 'waiting', 'late', 'done']

export function shapeOf(due: readonly DueView[]): DueShape {
  const shapes = due.map(({ state, lateness }): DueShape => (state === 'done' && lateness !== null ? 'late' : state))
  return worstFirst.find((shape) => shapes.includes(shape)) ?? 'none'
}

/** A time of day; with its day where that isn’t the one it is held against. */
export const timeBeside = (at: number, beside: number): string => (longDay(at) === longDay(beside) ? hourMinute(at) : dayTime(at))

const whyOf = ({ cause, untilAt }: Lateness, dueAt: number): string => words.why(cause, untilAt === null ? null : timeBeside(untilAt, dueAt))

/** "Missed 08:00: the computer slept until 08:41. Made up at 08:41.": what came of a due time, and why that was so. */
export function dueWords({ dueAt, state, run, lateness }: DueView): string {
  const due = hourMinute(dueAt)
  if (run && lateness) return `${words.missed(due, whyOf(lateness, dueAt))} ${madeUpWords(run)}`
  if (run) return said(run)
  const missed = words.missed(due, lateness ? whyOf(lateness, dueAt) : words.why('unknown', null))
  return `${missed} ${state === 'waiting' ? words.toMakeUp : words.superseded}`
}

/** "Made up at 08:41: 3 old samples kept." */
function madeUpWords({ startedAt, dueAt, outcome, message }: RunView): string {
  const made = words.madeUp(timeBeside(startedAt, dueAt), outcome === 'done' ? null : words.outcomes[outcome])
  return message ? `${made}: ${message}` : `${made}.`
}

/** "done at 08:41", with what it said. */
function said(run: RunView): string {
  const at = hourMinute(run.startedAt)
  const how = { done: words.doneAt(at), failed: words.failedAt(at), interrupted: words.interruptedAt(at), running: words.runningSince(at) }[run.outcome]
  return run.message ? `${how}: ${run.message}` : how
}

/** Why a run was late, below it in the list; null for one that wasn’t. */
export function lateWords({ dueAt, startedAt, lateness }: RunView): string | null {
  return lateness && words.gotLate(lasted(dueAt, startedAt), whyOf(lateness, dueAt))
}

/** A day of a job, for whoever points at it. */
export function dayWords(day: number, due: readonly DueView[]): string {
  const name = utcDay(day)
  return words.dayWords(name, due.length === 0 ? words.notDue : due.map((one) => dueWords(one)).join('\n'))
}
