import type { z } from 'zod'
import type { moment } from '../shared/model'

/**
 * A moment told by two clocks: wall time, which anyone may set, and the time since this computer was started, sleep included,
 * which nobody can. The second one survives a restart of the console, but not one of the computer: `boot` names one run of it, and is empty where the system doesn't tell.
 */
export type Moment = z.infer<typeof moment>

/** ms from one moment to a later one. A changed clock changes nothing of it within one run of the computer. */
export const msBetween = (from: Moment, to: Moment): number =>
  from.boot !== '' && from.boot === to.boot ? Math.max(0, to.sinceBootMs - from.sinceBootMs) : Math.max(0, to.wallMs - from.wallMs)
