import type { Sample } from '../shared/model'

/**
 * When every remote look of a run fails on the way there, the fault is ours: they turn unknown and no provider
 * is blamed. A single refused connection among healthy ones stays the provider's.
 */
export function blameOurselves(samples: readonly Sample[], isRemote: (target: string) => boolean): Sample[] {
  const looked = samples.filter((sample) => isRemote(sample.target) && sample.status !== 'off')
  const unreachable = looked.filter((sample) => sample.code === 'transport' || sample.code === 'offline')
  const offline = looked.length >= 2 && unreachable.length === looked.length
  if (!offline) return [...samples]
  return samples.map((sample) =>
    unreachable.includes(sample)
      ? { ...sample, status: 'unknown', code: 'offline', message: 'This computer is offline.', hint: 'Looks again by itself; check the network if it lasts.' }
      : sample,
  )
}
