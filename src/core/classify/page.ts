import type { ProviderName } from '../evidence'
import { garbled, limited, outage, rejected } from './findings'
import type { Finding, Heard } from './heard'

/** A proxy or a portal that wants its own sign-in speaks before the provider does, in whatever form. */
export function fromBetween({ name, status }: Heard): Finding | null {
  if (status === 407)
    return { code: 'network_blocked', message: `The proxy on the way to ${name} wants a sign-in (HTTP 407).`, hint: 'Give the proxy’s user name and password in the system’s network settings, or in HTTPS_PROXY.', way: 'proxy' }
  if (status === 511)
    return { code: 'network_blocked', message: `This network wants a sign-in before it lets anyone reach ${name} (HTTP 511).`, hint: 'Open any page in a browser, and sign in to the network.', way: 'page' }
  return null
}

/** A page where JSON was due: a provider's throttle or outage, else someone in between. */
export function ofPage(heard: Heard, provider: ProviderName): Finding {
  const { status, headers } = heard
  if (status === 429 || (provider === 'drive' && isGoogleThrottle(heard))) return limited(heard, provider === 'drive' ? 'it takes this network for a robot' : '')
  if (status >= 500 && status <= 599) return outage(heard)
  if (status === 408) return outage(heard, 'it waited too long for the request')
  if (status === 401 || status === 403 || status === 451) return blockedPage(heard)
  if (status >= 400 && status <= 499) return rejected(heard, 'a server in front of it knows no such request', 'Check the settings of this connection; a proxy may change addresses on the way.')
  return garbled(heard, !/\bjson\b/i.test(headers['content-type'] ?? ''))
}

/** Google's own front throttles with a page; anyone else's 403 page is a block. */
const isGoogleThrottle = ({ status, headers, page }: Heard): boolean =>
  (status === 403 && /^GSE$/i.test(headers['server'] ?? '')) || (status >= 400 && /automated queries|unusual traffic/i.test(page))

function blockedPage({ name, status, headers }: Heard): Finding {
  const guard = /cloudflare/i.test(headers['server'] ?? '') || headers['cf-ray'] !== undefined
  return {
    code: 'network_blocked',
    message: guard ? `The guard in front of ${name} turns this network’s address away (HTTP ${status}).` : `Something between here and ${name} answered with a page (HTTP ${status}).`,
    hint: guard ? 'Use another network; a VPN or a shared address is often the reason.' : 'Sign in to the network, or check the proxy.',
    retry: 'no',
    way: 'page',
  }
}
