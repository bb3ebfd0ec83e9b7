import type { Way } from '../shared/faults'
import type { Sample } from '../shared/model'

/** Looks this close together see the same network. */
const sameMomentMs = 60_000

interface Ours {
  code: 'offline' | 'network_blocked'
  message: string
  hint: string
}

/** What is wrong with this network, by what stood between us and everyone. */
const ours: Record<Way, Ours> = {
  none: { code: 'offline', message: 'This computer is offline.', hint: 'Looks again by itself; check the network if it lasts.' },
  page: {
    code: 'network_blocked',
    message: 'This network answers in every provider’s place: it probably wants a sign-in.',
    hint: 'Open any page in a browser and sign in to the network; the console looks again by itself.',
  },
  certificate: {
    code: 'network_blocked',
    message: 'This network opens encrypted connections: no provider’s certificate is its own.',
    hint: 'Check the clock. Where a company’s proxy does it, start the console with NODE_EXTRA_CA_CERTS=/path/to/its-certificate.pem.',
  },
  proxy: {
    code: 'network_blocked',
    message: 'This network’s proxy lets nothing through.',
    hint: 'Check the proxy in the system’s network settings, or HTTPS_PROXY; it may want a sign-in.',
  },
}

/** What stood in this look's way; null when the target itself was heard. */
function wayOf({ code, way }: Sample): Way | null {
  if (way) return way
  // Looks of a console that didn't note the way.
  return code === 'transport' || code === 'offline' ? 'none' : null
}

/** A look whose failure may be ours: that shows only beside the others. */
export const needsCompany = (sample: Sample, isRemote: (target: string) => boolean): boolean =>
  isRemote(sample.target) && sample.status !== 'off' && wayOf(sample) !== null

/**
 * When something stands in the way of every remote look of a run, the fault is ours: they turn unknown and no provider
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
  const blocked = looked.filter((sample) => wayOf(sample) !== null)
  const alone = !gotThrough && looked.length >= 2 && blocked.length === looked.length
  if (!alone) return [...samples]
  const reason = ours[commonWay(blocked)]
  return samples.map((sample) => (blocked.includes(sample) ? { ...sample, status: 'unknown', ...reason } : sample))
}

/** Something that answered says more about the network than silence does. */
function commonWay(samples: readonly Sample[]): Way {
  const ways = samples.map(wayOf)
  return (['proxy', 'certificate', 'page'] as const).find((way) => ways.includes(way)) ?? 'none'
}

/** Whatever it said, the target itself answered. */
const answered = (sample: Sample): boolean => sample.status !== 'off' && sample.status !== 'unknown' && wayOf(sample) === null
