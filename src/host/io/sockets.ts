import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { checkServerIdentity, connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls'
import { addressFault } from '../../core/address-fault'
import type { Certificate } from '../../core/io'
import { fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import type { Deadline } from './exchange'

interface Address {
  host: string
  port: number
}

/** Opens a TCP connection and closes it again. */
export async function openConnection(address: Address, deadline: Deadline): Promise<Result<void>> {
  const way = wayTo(address, deadline)
  const socket = connectTcp(way.options)
  try {
    return await outcome(socket, 'connect', way.name, deadline)
  } finally {
    socket.destroy()
  }
}

/** The certificate a server shows. It is looked at whether or not it is valid: that is the question. */
export async function readCertificate({ serverName, ...address }: Address & { serverName: string }, deadline: Deadline): Promise<Result<Certificate>> {
  const way = wayTo(address, deadline)
  const wantedName = bare(serverName)
  // No address may be named in the greeting.
  const servername = isIP(wantedName) ? '' : wantedName
  const socket = connectTls({ ...way.options, servername, rejectUnauthorized: false, checkServerIdentity: () => undefined })
  try {
    const opened = await outcome(socket, 'secureConnect', way.name, deadline)
    return opened.ok ? shownBy(socket, way.name, wantedName) : opened
  } finally {
    socket.destroy()
  }
}

/** As typed in a URL, an IPv6 address stands in brackets; a socket wants it without. */
const bare = (host: string): string => host.replace(/^\[|\]$/g, '')

/** Of several addresses each but the last gets a part of the time: the runtime’s own 250 ms are too short for a slow line. */
const attemptsPerDeadline = 4
const shortestAttemptMs = 250

function wayTo({ host, port }: Address, { spanMs }: Deadline) {
  const plain = bare(host)
  return {
    name: `${plain.includes(':') ? `[${plain}]` : plain}:${port}`,
    options: { host: plain, port, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: Math.max(shortestAttemptMs, Math.round(spanMs / attemptsPerDeadline)) },
  }
}

/** Settles once. The caller destroys the socket afterwards, and what it may still say then is nobody’s concern. */
function outcome(socket: Socket, event: 'connect' | 'secureConnect', name: string, deadline: Deadline): Promise<Result<void>> {
  return new Promise((done) => {
    const fail = (reason: 'deadline' | 'network', code: string | null) => done(err(addressFault(name, { type: 'broken', reason, code }, deadline.spanMs)))
    const timer = setTimeout(() => fail('deadline', null), Math.max(0, deadline.left()))
    socket
      .once(event, () => done(ok(undefined)))
      // Not once: a second error with nobody listening would end the console.
      .on('error', (error) => fail('network', codeOf(error)))
      .once('close', () => {
        clearTimeout(timer)
        fail('network', 'ECONNRESET')
      })
  })
}

/** Codes of addresses that can’t be tried from here, such as an IPv6 one without IPv6. */
const unreachable = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'])

/** Several addresses of one name fail together; the one that was got through to tells the most. */
function codeOf(error: NodeJS.ErrnoException): string | null {
  const all = error instanceof AggregateError ? (error.errors as NodeJS.ErrnoException[]) : [error]
  const codes = all.flatMap(({ code }) => code ?? [])
  return codes.find((code) => !unreachable.has(code)) ?? codes[0] ?? null
}

function shownBy(socket: TLSSocket, name: string, wantedName: string): Result<Certificate> {
  const shown = socket.getPeerCertificate()
  // There are ciphers without any certificate.
  if (!shown.valid_to) return err(fault('bad_payload', `${name} shows no certificate.`, 'Check the port, and the ciphers its server offers.'))
  const names = (shown.subjectaltname ?? '').split(', ').flatMap((entry) => /^(?:DNS|IP Address):(.+)$/.exec(entry)?.[1] ?? [])
  return ok({
    subject: partyName(shown.subject),
    issuer: partyName(shown.issuer),
    validFrom: Date.parse(shown.valid_from),
    validTo: Date.parse(shown.valid_to),
    names,
    problem: problemOf(socket.authorizationError, shown, wantedName),
  })
}

const partyName = (party: PeerCertificate['subject'] | undefined): string => [party?.CN ?? party?.O ?? 'unnamed'].flat()[0]!

/** The wrong name goes first: whoever trusts a private authority still wants the right server. */
function problemOf(authorizationError: unknown, shown: PeerCertificate, wantedName: string): string | null {
  if (checkServerIdentity(wantedName, shown) !== undefined) return 'ERR_TLS_CERT_ALTNAME_INVALID'
  if (!authorizationError) return null
  return authorizationError instanceof Error ? ((authorizationError as NodeJS.ErrnoException).code ?? authorizationError.message) : String(authorizationError)
}
