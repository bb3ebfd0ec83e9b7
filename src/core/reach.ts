import type { Reach } from '../shared/model'

/** Names that lead nowhere outside: RFC 6761, 6762, 8375, and what routers at home call theirs. */
const nearNames = /(^|\.)(localhost|local|localdomain|lan|home|internal|intranet|home\.arpa)$/

/** Addresses of this computer, its link and private networks: RFC 1122, 1918, 3927. */
const nearIpv4 = /^(0|127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./
const ipv4 = /^\d{1,3}(\.\d{1,3}){3}$/
/** The same of IPv6: RFC 4291, 4193. */
const nearIpv6 = /^(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)$/

/**
 * Whether a host is reached over the internet. One in the house answers while the line is down, and says nothing of it.
 * `host` is a name or an address, as typed or as in a URL.
 */
export function reachOf(host: string): Reach {
  const bare = host.trim().toLowerCase().replace(/^\[|\]$|%.*$/g, '').replace(/\.$/, '')
  if (bare.includes(':')) return isNearIpv6(bare) ? 'local' : 'remote'
  if (ipv4.test(bare)) return nearIpv4.test(bare) ? 'local' : 'remote'
  // A name of one word is the local network's.
  return !bare.includes('.') || nearNames.test(bare) ? 'local' : 'remote'
}

function isNearIpv6(address: string): boolean {
  const mapped = /^::ffff:(\d.*)$/.exec(address)?.[1]
  return mapped === undefined ? nearIpv6.test(address) : nearIpv4.test(mapped)
}
