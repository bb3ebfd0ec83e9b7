import { fault, type Fault } from '../shared/faults'
import { isCertificateProblem, isOfTrust, problemInWords } from './certificate-problems'
import { wireFault } from './classify'
import type { Evidence } from './evidence'

type Broken = Extract<Evidence, { type: 'broken' }>

/**
 * What stood in the way to an address of the user's own, in words. Unlike a provider's, such an address may be mistyped,
 * gone, or with a certificate of its own making. `name` is `host` or `host:port`.
 */
export function addressFault(name: string, evidence: Broken, deadlineMs: number): Fault {
  const { reason, code, proxied } = evidence
  if (reason === 'too_large') return fault('bad_payload', `${name} sends more than the 1 MB that is looked at.`, 'Choose a smaller page, or the method HEAD, which asks for no content.')
  if (reason === 'loop') return fault('expectation_failed', `${name} sends round in circles (${code ?? 'redirects'}).`, 'Open the address in a browser, and check its redirects.')
  // What broke on the way to a proxy says nothing of the address behind it.
  return (reason === 'network' && code !== null && !proxied && byCode(name, code)) || wireFault(name, evidence, deadlineMs)
}

function byCode(name: string, code: string): Fault | null {
  // Where there is no network at all, nothing else is found either: `way` lets that be told apart.
  if (code === 'ENOTFOUND') return { ...fault('name_not_found', `${name} isn’t found: DNS knows no such name.`, 'Check how it is written, and its DNS zone.'), way: 'none' }
  if (code === 'ECONNREFUSED') return fault('transport', `${name} refuses connections (${code}).`, 'Start what should listen there, or check the port.')
  if (code === 'BAD_PORT') return fault('invalid_input', `${name} can’t be asked: this port is never used for web pages.`, 'Use the kind “TCP port” for it.')
  if (/^(Z_|ERR__ERROR_|ERR_BROTLI|ZSTD_)/.test(code)) return fault('bad_payload', `${name} sends something that can’t be unpacked (${code}).`, 'Check how its server compresses answers.')
  if (/^(ERR_SSL_|EPROTO)/.test(code)) return unspoken(name, code)
  return isCertificateProblem(code) ? untrusted(name, code) : null
}

/** An alert comes from a server that speaks TLS; anything else isn't TLS at all. */
const unspoken = (name: string, code: string): Fault =>
  /ALERT|HANDSHAKE|PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/.test(code)
    ? fault('transport', `${name} breaks off the TLS handshake (${code}).`, 'Its server may want a newer or older TLS, or a certificate of the client.')
    : fault('bad_payload', `${name} doesn’t speak TLS there (${code}).`, 'Check the port, and whether the address begins with https.')

function untrusted(name: string, code: string): Fault {
  const { message, hint } = problemInWords(code)!
  const own = ' Where the authority is your own, start the console with NODE_EXTRA_CA_CERTS=/path/to/authority.pem.'
  return { ...fault('certificate_invalid', `${name}: ${message}.`, `${hint}${isOfTrust(code) ? own : ''}`), way: 'certificate' }
}
