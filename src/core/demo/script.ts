import type { DemoCue } from '../../shared/demo-cues'

/** What happens by itself, and how long after the start; unless a person gives cues of their own. */
export const script: readonly { afterMs: number; cue: DemoCue }[] = [
  { afterMs: 60_000, cue: 'stripe-forbidden' },
  { afterMs: 180_000, cue: 'notion-limited' },
  { afterMs: 300_000, cue: 'drive-down' },
  { afterMs: 420_000, cue: 'all-well' },
]

/** What a cue is about, as components are named; null where it is looked at by itself. */
export const targetOf: Readonly<Record<DemoCue, string | null>> = {
  'stripe-forbidden': 'stripe',
  'notion-slow': 'notion',
  'notion-limited': 'notion',
  'drive-down': 'drive',
  'ticks-stop': 'scheduler_tick',
  'disk-fill': 'disk_ok',
  'spend-spike': null,
  'all-well': null,
}

/** What is played once a cue was given: of one target one thing; a spike of spending is over as soon as it was. */
export function played(playing: readonly DemoCue[], cue: DemoCue): DemoCue[] {
  if (cue === 'all-well') return []
  if (cue === 'spend-spike') return [...playing]
  return [...playing.filter((one) => targetOf[one] !== targetOf[cue]), cue]
}
