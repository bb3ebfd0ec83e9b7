/**
 * The one rule of ticks, wherever they are judged: a gap is more than so much silence in which a tick could have come; while silence lasts,
 * every further so much is one more. What kept the scheduler from ticking is no silence. Gaps follow each other until a tick is on time.
 */
export interface TickRule {
  /** Any unit, as long as all are in it. */
  gap: number
  /** The alert is on at the so many-th gap in a row. */
  gapsToAlert: number
  /** So many ticks on time in a row end it. */
  onTimeToClear: number
}

/** More than three gaps in a row are too many. */
export const usualGapsToAlert = 4

/** Sums of fractions are a little off what was meant, by less than this part of a gap. */
const rounding = 1e-8

/** Gaps in so much silence: none up to the limit, one beyond it, one more for each further so much. */
export const gapsIn = (silent: number, gap: number): number => Math.max(0, Math.ceil(silent / gap - rounding) - 1)

/** From a tick on, until the next. */
export interface Silence {
  /** How long a tick could have come in it. */
  awake: number
  gaps: number
  /** How much of that since something last kept the scheduler from ticking; null: nothing did. */
  sinceExcused: number | null
}

export const noSilence: Silence = { awake: 0, gaps: 0, sinceExcused: null }

/** So much more in which a tick could have come. */
export function goOn({ awake, gaps, sinceExcused }: Silence, passed: number, gap: number): Silence {
  const since = sinceExcused === null ? null : sinceExcused + passed
  // Who was about to tick gets a full gap anew, since its timer may count from there; a silence that was a gap already goes on.
  const waits = gaps === 0 && since !== null && since <= gap
  return { awake: awake + passed, gaps: waits ? 0 : Math.max(gaps, gapsIn(awake + passed, gap)), sinceExcused: since }
}

/** Something kept the scheduler from ticking, and no longer does. Many short wakes in a night add up to nothing. */
export const excuse = ({ awake, gaps }: Silence, gap: number): Silence => ({ awake: gaps === 0 ? Math.min(awake, gap) : awake, gaps, sinceExcused: 0 })

/** What all ticks so far come to. */
export interface Regularity {
  /** In a row, up to the newest tick. */
  gaps: number
  onTime: number
  alert: boolean
}

export const regular: Regularity = { gaps: 0, onTime: 0, alert: false }

/** A tick came, after a silence of so many gaps. */
export function ticked({ gaps: before, onTime: earlier, alert }: Regularity, gaps: number, { gapsToAlert, onTimeToClear }: TickRule): Regularity {
  const [inARow, onTime] = gaps > 0 ? [before + gaps, 0] : [0, earlier + 1]
  return { gaps: inARow, onTime, alert: inARow >= gapsToAlert || (alert && onTime < onTimeToClear) }
}

/** Whether the alert is on while no tick has come for so many gaps. */
export const alertIn = ({ gaps: before, alert }: Regularity, gaps: number, { gapsToAlert }: TickRule): boolean => alert || before + gaps >= gapsToAlert
