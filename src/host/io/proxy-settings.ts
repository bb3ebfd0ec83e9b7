import { BlockList, isIP } from 'node:net'

/** Which proxy an address is reached by: a URL such as http://proxy:3128 or socks5://…; null for none. */
export type ProxyFor = (asked: URL) => Promise<string | null>

/** The proxies an environment names: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, but not for what NO_PROXY lists. */
export function proxyFromEnvironment(env: NodeJS.ProcessEnv): ProxyFor {
  const named = (name: string) => env[name.toLowerCase()]?.trim() || env[name]?.trim() || null
  const exceptions = (named('NO_PROXY') ?? '').split(/[\s,]+/).filter((entry) => entry !== '')
  return async (asked) => {
    if (exceptions.some((entry) => isException(entry, asked))) return null
    const proxy = (asked.protocol === 'https:' ? named('HTTPS_PROXY') : named('HTTP_PROXY')) ?? named('ALL_PROXY')
    return proxy === null ? null : withScheme(proxy)
  }
}

/** Names are resolved by the proxy in any case: `socks5h` asks for what we do. */
const withScheme = (proxy: string): string => (/^[a-z0-9]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`).replace(/^socks5?h?:/i, 'socks5:').replace(/^socks4a?:/i, 'socks4:')

/** As curl and others read NO_PROXY: a name stands for itself and what is below it, `10.0.0.0/8` for its addresses; `*` for everything. */
function isException(entry: string, asked: URL): boolean {
  if (entry === '*') return true
  const [, name = '', port] = /^(\[[^\]]*\]|[^:]*|[^[\]]*:[^[\]]*:[^[\]]*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? []
  if (port !== undefined && port !== (asked.port || (asked.protocol === 'https:' ? '443' : '80'))) return false
  const host = bare(asked.hostname.replace(/\.$/, ''))
  if (isIP(host) > 0) return isSameAddress(bare(name), host)
  const domain = name.replace(/^\*?\./, '').replace(/\.$/, '')
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`))
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '')
const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

function isSameAddress(entry: string, host: string): boolean {
  const [network = '', prefix] = entry.split('/')
  if (isIP(network) !== isIP(host)) return false
  const bits = prefix === undefined ? (isIP(host) === 6 ? 128 : 32) : Number(prefix)
  if (!Number.isInteger(bits) || bits < 0 || bits > (isIP(host) === 6 ? 128 : 32)) return false
  const list = new BlockList()
  list.addSubnet(network, bits, familyOf(network))
  return list.check(host, familyOf(host))
}

/** In the words of a proxy script; there a bare SOCKS is version 4. */
const schemes: Readonly<Record<string, string>> = { proxy: 'http', http: 'http', https: 'https', socks: 'socks4', socks4: 'socks4', socks5: 'socks5' }

/** What Chromium answers to "by which proxy?": `PROXY a:1;DIRECT` → the first way it names that we know. */
export function proxyFromRules(rules: string): string | null {
  for (const rule of rules.split(';')) {
    const [kind = '', host] = rule.trim().split(/\s+/)
    if (/^direct$/i.test(kind)) return null
    const scheme = Object.hasOwn(schemes, kind.toLowerCase()) ? schemes[kind.toLowerCase()] : undefined
    if (scheme && host) return `${scheme}://${host}`
  }
  return null
}
