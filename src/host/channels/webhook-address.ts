import { reachOf } from '../../core/reach'
import { fault, type Fault } from '../../shared/faults'

/** Where clouds answer questions about a machine and its rights, beside the link-local addresses. */
const metadata = new Set(['metadata', 'metadata.google.internal', 'metadata.goog', 'fd00:ec2::254', '100.100.100.200'])

/** Addresses that are nobody's webhook, but give a machine's secrets away. `host` is a name or an address, as in a URL. */
export function isOffLimits(host: string): boolean {
  const bare = host.toLowerCase().replaceAll(/^\[|\]$|%.*$|\.$/g, '')
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(bare)
  if (mapped) return isOffLimits(dotted(mapped[1]!, mapped[2]!))
  return metadata.has(bare) || /^(::ffff:)?169\.254\./.test(bare) || /^fe[89ab][0-9a-f]:/.test(bare)
}

/** Two hexadecimal halves → the IPv4 address they stand for. */
function dotted(high: string, low: string): string {
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return [a >> 8, a & 255, b >> 8, b & 255].join('.')
}

const refused = (message: string, hint: string): Fault => fault('channel_off', message, hint)

export const offLimits = (): Fault => refused('The webhook’s address leads to a part of this computer’s network that no alert is sent to.', 'Use another address.')

/** Why nothing is sent to an address; null when something may be. It holds a secret: no word of it is quoted. */
export function webhookProblem(address: string): Fault | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !/^https?:$/.test(url.protocol)) return refused('The webhook’s address isn’t one of the web.', 'Write it like https://hooks.example.com/…')
  if (url.username !== '' || url.password !== '') return refused('The webhook’s address holds a user name or a password.', 'Use an address with the secret in its path, as services hand them out.')
  if (isOffLimits(url.hostname)) return offLimits()
  if (url.protocol === 'http:' && reachOf(url.hostname) === 'remote') return refused('The webhook’s address begins with http: everybody on the way could read the alerts, and the address.', 'Use https. Without encryption only hosts of this network are written to.')
  return null
}
