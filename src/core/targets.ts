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

/** Targets whose next look is due. `lastLooks` and `now` are monotonic ms, so that a stepped clock skips nothing. */
export function dueTargets(lastLooks: ReadonlyMap<string, number>, settings: Settings, now: number): string[] {
  return probes
    .filter((probe) => {
      const last = lastLooks.get(probe.target)
      return last === undefined || now - last >= intervalOf(probe, settings)
    })
    .map((probe) => probe.target)
}
