import { fault, type Fault } from '../shared/faults'
import { addressFault } from './address-fault'

/** What a mail client saw of a failure, by what it and SMTP call things. */
export interface MailTrouble {
  /** The client's word: EAUTH, EENVELOPE, EMESSAGE, ETLS, ESOCKET, … */
  code: string | null
  /** The system's or TLS's own, where there is one. */
  cause: string | null
  /** The server's reply. */
  reply: number | null
  /** What was asked when it came: "RCPT TO", "DATA", … */
  command: string
  /** The certificate was what was wrong, though no code says which way. */
  certificate: boolean
  /** Our deadline. */
  late: boolean
}

const inSettings = 'Settings › Alerts'

/** Why a letter didn't go out. `name` is the server's `host:port`. A reply of 4xx, or none, may pass; 5xx doesn't. */
export function mailFault(name: string, trouble: MailTrouble, deadlineMs: number): Fault {
  const { code, cause, reply, command, certificate, late } = trouble
  if (late || code === 'ETIMEDOUT') return addressFault(name, { type: 'broken', reason: 'deadline', code: null }, deadlineMs)
  if (reply !== null && reply >= 400 && reply < 500) return fault('server_error', `${name} asks to try again later (${reply}).`, 'That is usual for the first letters of a new sender. It is tried again by itself.')
  if (reply !== null && reply >= 500) return refusal(name, reply, code, command)
  if (code === 'ETLS') return encryption(name, reply, certificate)
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return fault('request_invalid', `The letter can’t be put to ${name}: an address in it, or its size.`, `Check the addresses in ${inSettings}.`)
  return addressFault(name, { type: 'broken', reason: 'network', code: cause }, deadlineMs)
}

function refusal(name: string, reply: number, code: string | null, command: string): Fault {
  if (code === 'EAUTH' || reply === 530 || reply === 534 || reply === 535 || reply === 538)
    return fault('auth_invalid', `${name} refuses the sign-in (${reply}).`, `Check user and password in ${inSettings}. Many services want a password made for this app alone.`)
  if (command === 'STARTTLS') return encryption(name, reply, false)
  if (command === 'RCPT TO') return fault('target_gone', `${name} takes no letters for the recipient (${reply}).`, `Check the address in ${inSettings}.`)
  if (command === 'MAIL FROM') return fault('permission_missing', `${name} takes no letters from the sender (${reply}).`, `Use an address in ${inSettings} that this sign-in may send from.`)
  if (command === 'DATA') return fault('request_invalid', `${name} refuses the letter (${reply}).`, 'Its own log says why; filters for unwanted mail do that.')
  return fault('permission_missing', `${name} doesn’t let this computer in (${reply}).`, 'It may want another port, or a sign-in, or block this network’s address.')
}

const encryption = (name: string, reply: number | null, certificate: boolean): Fault =>
  certificate
    ? fault('certificate_invalid', `${name}: its certificate isn’t trusted here.`, 'Check that the host is written as in its certificate. Where the authority is your own, start the console with NODE_EXTRA_CA_CERTS=/path/to/authority.pem.')
    : reply === null
      ? fault('transport', `No encrypted connection to ${name} came about.`, `If it lasts, check port and encryption in ${inSettings}.`)
      : fault('channel_off', `${name} offers no encryption (STARTTLS), so nothing was said to it.`, `Choose TLS in ${inSettings} (mostly port 465), or another server.`)
