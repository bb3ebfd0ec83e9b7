import type { Sample } from '../shared/model'

/** Looks this close together see the same network. */
const sameMomentMs = 60_000

/**
 * When every remote look of a run fails on the way there, the fault is ours: they turn unknown and no provider
 * is blamed. A single refused connection among healthy ones stays the provider's. A run may arrive in parts: `before`
 * holds the newest looks at other targets, and one of them that got through a moment ago shows that the network works.
 */
export function blameOurselves(
  samples: readonly Sample[],
  isRemote: (target: string) => boolean,
  before: readonly Sample[] = [],
): Sample[] {
  const targets = new Set(samples.map((sample) => sample.target))
  const oldest = Math.min(...samples.map((sample) => sample.at))
  const gotThrough = before.some(
    (sample) => isRemote(sample.target) && !targets.has(sample.target) && answered(sample) && Math.abs(oldest - sample.at) <= sameMomentMs,
  )
  const looked = samples.filter((sample) => isRemote(sample.target) && sample.status !== 'off')
  const unreachable = looked.filter((sample) => sample.code === 'transport' || sample.code === 'offline')
  const offline = !gotThrough && looked.length >= 2 && unreachable.length === looked.length
  if (!offline) return [...samples]
  return samples.map((sample) =>
    unreachable.includes(sample)
      ? { ...sample, status: 'unknown', code: 'offline', message: 'This computer is offline.', hint: 'Looks again by itself; check the network if it lasts.' }
      : sample,
  )
}

/** Whatever it said, the target itself answered. */
const answered = ({ status, code }: Sample): boolean =>
  status !== 'off' && status !== 'unknown' && code !== 'transport' && code !== 'network_blocked'
