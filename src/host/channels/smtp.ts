import { hostAndPort } from '../../core/address'
import { mailFault, type MailTrouble } from '../../core/mail-fault'
import type { Letter } from '../../core/plugin'
import { err, ok, type Result } from '../../shared/result'
import type { MailServer } from '../../shared/settings'
import type { Deadline } from '../io/exchange'
import type { Trust } from '../io/network'

export interface MailRules {
  deadline: Deadline
  /** Authorities to trust in place of the system's. */
  trust?: Trust
}

/** One letter by one connection, under one deadline over everything from the name's lookup to the server's last word. */
export async function sendLetter(server: MailServer, password: string | null, letter: Letter, { deadline, trust = {} }: MailRules): Promise<Result<void>> {
  const { createTransport } = await import('nodemailer')
  const { host, port, security, user } = server
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), Math.max(0, deadline.left()))
  try {
    const transport = createTransport({
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
      tls: { ...trust },
      // A server that doesn’t hang up when we do isn’t waited for.
      socketCloseTimeout: 1000,
      // Letters are made of texts alone: nothing in one may name a file or an address to be read.
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    await transport.sendMail({ ...headersOf(letter), text: letter.text, signal: controller.signal })
    return ok(undefined)
  } catch (error) {
    return err(mailFault(hostAndPort(host, port), troubleOf(error, controller.signal.aborted), deadline.spanMs))
  } finally {
    clearTimeout(timer)
  }
}

const headersOf = ({ from, to, subject, messageId, inReplyTo, date }: Letter) => ({
  from: { name: 'EchoPilot Console', address: from },
  to,
  subject,
  messageId,
  date: new Date(date),
  ...(inReplyTo === null ? {} : { inReplyTo, references: inReplyTo }),
  // So that no absence note answers it.
  headers: { 'Auto-Submitted': 'auto-generated' },
})

/** What the client's error says; no word of it is kept, which may quote the server, and that what was sent to it. */
function troubleOf(error: unknown, late: boolean): MailTrouble {
  const { code, originalCode, responseCode, command, message } = error as { code?: string; originalCode?: string; responseCode?: number; command?: string; message?: string }
  return { code: code ?? null, cause: originalCode ?? null, reply: typeof responseCode === 'number' ? responseCode : null, command: command ?? '', certificate: /certificate|altname/i.test(message ?? ''), late }
}
