import { fault, type Fault } from '../../shared/faults'
import { err, ok } from '../../shared/result'
import type { MailServer } from '../../shared/settings'
import { defineChannel, type Delivery, type Letter, type Message } from '../plugin'
import { reachOf } from '../reach'

/** One line of a letter's header. */
const longestSubject = 200

/** The same name at each try, so that a mailbox can see a repetition; of the sender's domain, as the standard wants it. */
const messageIdOf = (key: string, from: string): string => `<${key.replaceAll(/[^A-Za-z0-9.+-]/g, '_')}@${from.split('@')[1] ?? 'echopilot'}>`

export function letterOf({ title, body }: Message, { from, to }: MailServer, { key, at, earlier }: Delivery): Letter {
  const subject = title.replaceAll(/\s+/g, ' ').trim()
  const cut = subject.length > longestSubject ? `${subject.slice(0, longestSubject - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : subject
  return { from, to, subject: cut, text: cut === subject ? body : `${title}\n\n${body}`, messageId: messageIdOf(key, from), inReplyTo: earlier !== null && /^<[^<>\s]+>$/.test(earlier) ? earlier : null, date: at }
}

/** Why nothing is sent by this server; null when something may be. */
function whyNot({ host, security, user }: MailServer, password: string | null, withheld: Fault | null): Fault | null {
  if (security === 'none' && reachOf(host) === 'remote') return fault('channel_off', 'The mail server lies outside of this network, and nothing would be encrypted on the way.', 'Choose TLS or STARTTLS in Settings › Alerts.')
  if (user === null || password !== null) return null
  if (withheld) return { ...withheld, code: 'channel_off' }
  return fault('channel_off', 'The mail server’s password is missing.', 'Put it into Settings › Alerts, or take the user name away where none is needed.')
}

export default defineChannel({
  id: 'email',
  title: 'E-mail',
  wanted: ({ alerts }) => alerts.smtp !== null,
  address: ({ alerts }, io) => JSON.stringify([alerts.smtp, io.secret('smtpPassword')]),
  async send(message, { alerts }, io, delivery) {
    if (!alerts.smtp) return err(fault('channel_off', 'There is no mail server.', 'Add one in Settings › Alerts.'))
    const password = io.secret('smtpPassword')
    const problem = whyNot(alerts.smtp, password, io.withheld('smtpPassword'))
    if (problem) return err(problem)
    const letter = letterOf(message, alerts.smtp, delivery)
    const sent = await io.mail(alerts.smtp, password, letter)
    return sent.ok ? ok({ id: letter.messageId }) : sent
  },
})
