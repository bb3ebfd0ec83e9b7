import type { MailServer } from '../../../../shared/settings'
import { texts } from '../../../texts'
import type { FieldFaults } from '../form/field-faults'

/** A mail server as its form holds it: what was typed, right or not. */
export type MailDraft = Readonly<Record<'host' | 'port' | 'security' | 'user' | 'from' | 'to', string>>

type Security = MailServer['security']

/** Where servers of a kind usually listen. */
const usualPort: Record<Security, string> = { starttls: '587', tls: '465', none: '25' }

export const mailDraft = (server: MailServer | null): MailDraft =>
  server
    ? { ...server, port: String(server.port), user: server.user ?? '' }
    : { host: '', port: usualPort.starttls, security: 'starttls', user: '', from: '', to: '' }

/** Another kind of encryption is at another port, unless somebody chose one. */
export function withSecurity(draft: MailDraft, security: string): MailDraft {
  const usual = draft.port === usualPort[draft.security as Security] || draft.port === ''
  return { ...draft, security, port: usual ? usualPort[security as Security] : draft.port }
}

const { needed, mail: words } = texts.settings.alerts

const addressFault = (text: string): string | null => (text === '' ? needed : /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(text) ? null : words.wrongAddress)
const hostFault = (text: string): string | null => (text === '' ? needed : /^[\w.:-]+$/.test(text) ? null : words.wrongHost)
const portFault = (text: string): string | null => (/^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65_536 ? null : words.wrongPort)

/** What is known to be wrong before the host is asked, which has the last word. */
export function mailFaults({ host, port, from, to }: MailDraft): FieldFaults {
  const faults = { host: hostFault(host.trim()), port: portFault(port.trim()), from: addressFault(from.trim()), to: addressFault(to.trim()) }
  return Object.fromEntries(Object.entries(faults).filter((fault): fault is [string, string] => fault[1] !== null))
}

export function mailServer(draft: MailDraft): MailServer {
  const { host, port, security, user, from, to } = draft
  return { host: host.trim(), port: Number(port), security: security as Security, user: user.trim() || null, from: from.trim(), to: to.trim() }
}
