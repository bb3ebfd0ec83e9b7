import type { Sample } from '../shared/model'
import type { Settings } from '../shared/settings'
import type { Probe } from './plugin'
import { probeFor, probes } from './registry'

export const titleOf = (target: string): string => probeFor(target)?.title ?? target
export const isRemote = (target: string): boolean => probeFor(target)?.reach === 'remote'

/** How often a target is looked at, ms. */
export function intervalOf(probe: Pick<Probe, 'reach'>, settings: Settings): number {
  const { localEverySeconds, remoteEverySeconds } = settings.probing
  return 1000 * (probe.reach === 'local' ? localEverySeconds : remoteEverySeconds)
}

/**
 * How long after this look the next one by itself may come, ms; null when it waits for the user: a refused credential
 * doesn't get better by asking again, and asking may lock it. A wait the provider asked for is kept.
 */
export function waitAfter(probe: Pick<Probe, 'reach'>, sample: Pick<Sample, 'code' | 'retryAfterMs'> | undefined, settings: Settings): number | null {
  if (sample?.code === 'auth_invalid') return null
  return Math.max(intervalOf(probe, settings), sample?.retryAfterMs ?? 0)
}

/** One target's newest look: when it was on the monotonic clock, and what it found. */
export interface NewestLook {
  at: number | undefined
  sample: Sample | undefined
}

/** Targets whose next look is due. Times are monotonic ms, so that a stepped clock skips nothing. */
export function dueTargets(newest: (target: string) => NewestLook, settings: Settings, now: number): string[] {
  return probes
    .filter((probe) => {
      const { at, sample } = newest(probe.target)
      if (at === undefined) return true
      const wait = waitAfter(probe, sample, settings)
      return wait !== null && now - at >= wait
    })
    .map((probe) => probe.target)
}
