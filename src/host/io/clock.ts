import type { Clock } from '../../core/io'

/** The only place that reads the clocks. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
}
