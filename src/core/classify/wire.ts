import { fault, type Fault, type FaultCode, type Retry, type Way } from '../../shared/faults'
import { duration } from '../../shared/format'
import type { Evidence } from '../evidence'

export type Broken = Extract<Evidence, { type: 'broken' }>

/** System codes that say "this computer has no network", whoever was asked. */
const noNetwork = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN', 'EHOSTUNREACH', 'EADDRNOTAVAIL'])
const again = 'Looks again by itself.'

/** What stood in the way of an exchange, in words. `name` is whom it was meant for. */
export function wireFault(name: string, broken: Broken, deadlineMs: number): Fault {
  const say = (code: FaultCode, message: string, hint: string, more: { way?: Way; retry?: Retry } = {}): Fault => ({ ...fault(code, message, hint), provider: name, ...more })
  const { reason, code, proxied } = broken
  if (reason === 'deadline' && proxied) return say('transport', `The proxy made no connection to ${name} within ${duration(deadlineMs)}.`, checkProxy, { way: 'proxy' })
  if (reason === 'deadline') return say('transport', `${name} gave no complete answer within ${duration(deadlineMs)}.`, again, { way: 'none' })
  if (reason === 'too_large') return say('bad_payload', `${name} sent far more data than it should.`, 'A proxy may be in between; check the network.', { way: 'page' })
  if (reason === 'redirect') return say('network_blocked', `Something answered in ${name}’s place and sends elsewhere.`, 'Open any page in a browser: sign in to the network, or check the proxy.', { way: 'page' })
  if (reason === 'loop') return say('transport', `${name} sends round in circles.`, 'A proxy may be in between; check the network.', { way: 'none', retry: 'no' })
  if (reason === 'origin') return say('request_invalid', `The request to ${name} would have left the allowed addresses.`, 'Report this; it is our mistake.')
  if (reason === 'proxy') return say(...refusedByProxy(name, code))
  if (proxied) return say('network_blocked', `The proxy on the way to ${name} can’t be reached${inBrackets(code)}.`, checkProxy, { way: 'proxy' })
  if (code !== null && noNetwork.has(code)) return say('offline', `${name} can’t be reached: this computer has no network (${code}).`, 'Looks again by itself; check the network if it lasts.', { way: 'none' })
  const encryption = encryptionProblem(name, code)
  if (encryption) return say('transport', ...encryption, { way: 'certificate', retry: 'no' })
  if (code !== null && /HEADERS?_OVERFLOW/.test(code)) return say('transport', `${name} answered with far too many headers.`, 'A proxy may be in between; check the network.', { way: 'none', retry: 'no' })
  return say('transport', `The connection to ${name} broke${inBrackets(code)}.`, again, { way: 'none' })
}

const inBrackets = (code: string | null): string => (code !== null && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? ` (${code})` : '')

const checkProxy = 'Check the proxy in the system’s network settings, or HTTPS_PROXY.'

/** The status a proxy gave of its own, as squid and others use them. */
function refusedByProxy(name: string, status: string | null): [FaultCode, string, string, { way: Way }] {
  const http = status !== null && /^\d{3}$/.test(status) ? ` (HTTP ${status})` : ''
  const way = { way: 'proxy' } as const
  if (status === '407' || status === 'sign-in') return ['network_blocked', `The proxy on the way to ${name} wants a sign-in${http}.`, 'Give the proxy’s user name and password in the system’s network settings, or in HTTPS_PROXY.', way]
  // The proxy is fine and let us through; it is the way beyond it, or the provider, that isn't.
  if (status !== null && /^(50[234]|unreachable)$/.test(status)) return ['transport', `The proxy can’t reach ${name}${http}.`, 'Looks again by itself; if it lasts, check the proxy.', way]
  return ['network_blocked', `The proxy doesn’t let requests to ${name} through${http}.`, 'Ask whoever runs the proxy to allow it, or use another network.', way]
}

const trustIt = 'Where a company’s proxy opens encrypted connections, start the console with NODE_EXTRA_CA_CERTS=/path/to/its-certificate.pem.'
const checkClock = 'Check this computer’s clock; if it is right, a proxy may be in between.'

/** What TLS says of a certificate; any other word of it means that the other end speaks something else. */
const certificates: Readonly<Record<string, readonly [says: string, hint: string]>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: ['its certificate is signed by nobody but itself', trustIt],
  SELF_SIGNED_CERT_IN_CHAIN: ['its certificate comes from an authority this computer doesn’t know', trustIt],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['nobody known vouches for its certificate', trustIt],
  UNABLE_TO_GET_ISSUER_CERT: ['nobody known vouches for its certificate', trustIt],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['nobody known vouches for its certificate', trustIt],
  CERT_UNTRUSTED: ['nobody known vouches for its certificate', trustIt],
  CERT_HAS_EXPIRED: ['its certificate has expired', checkClock],
  CERT_NOT_YET_VALID: ['its certificate isn’t valid yet', checkClock],
  CERT_REVOKED: ['its certificate was revoked', 'A proxy may be in between; check the network.'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['its certificate is for another name', 'Something else answers there: a sign-in page of the network, or a proxy. Open any page in a browser.'],
  HOSTNAME_MISMATCH: ['its certificate is for another name', 'Something else answers there: a sign-in page of the network, or a proxy. Open any page in a browser.'],
}

function encryptionProblem(name: string, code: string | null): [message: string, hint: string] | null {
  if (code === null) return null
  const known = Object.hasOwn(certificates, code) ? certificates[code] : undefined
  if (known) return [`${name} can’t be trusted here: ${known[0]} (${code}).`, known[1]]
  if (/^(CERT_|CRL_|ERR_CERT_|ERR_TLS_CERT|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|AKID_|SELF_SIGNED|DEPTH_ZERO|ERROR_IN_)/.test(code))
    return [`${name} can’t be trusted here: its certificate isn’t valid${inBrackets(code)}.`, trustIt]
  if (code === 'EPROTO' || /^ERR_(SSL|TLS)_/.test(code))
    return [`No encrypted connection to ${name} came about${inBrackets(code)}.`, 'Something that speaks another language answers there: a proxy, or a sign-in page of the network.']
  return null
}
