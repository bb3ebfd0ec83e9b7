/** So many are kept: enough to know a pace, few enough to follow a changed one within minutes. */
const kept = 11
/** Ranks among the kept, in order of size: low ones, since what delays a timer makes spacings longer, never shorter. */
const usualRank = 4
const lowRank = 1
/** A timer this much later than usual was held up: a share of the pace, spreads of it, seconds; whichever is most. */
const lateShare = 0.25
const lateSpreads = 6
const lateSeconds = 3

/** Seconds between polls, newest last. */
export const learnSpacing = (spacings: readonly number[], seconds: number): number[] => [...spacings, seconds].slice(-kept)

const ranked = (spacings: readonly number[], rank: number): number => spacings.toSorted((a, b) => a - b)[Math.floor((rank * spacings.length) / kept)]!

/** The pace of a poll timer in seconds; null until three spacings are known. */
export const usualSpacing = (spacings: readonly number[]): number | null => (spacings.length < 3 ? null : ranked(spacings, usualRank))

/** A poll that comes later than this after the row before it says that nobody was awake to poll. */
export function lateAfter(spacings: readonly number[]): number | null {
  const usual = usualSpacing(spacings)
  return usual === null ? null : usual + Math.max(usual * lateShare, (usual - ranked(spacings, lowRank)) * lateSpreads, lateSeconds)
}
