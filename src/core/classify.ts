import { fault, type Fault, type FaultCode } from '../shared/faults'
import { duration } from '../shared/format'
import type { Evidence, ProviderName } from './evidence'

type Answer = Extract<Evidence, { type: 'answer' }>
type Fields = Record<string, unknown>

/** What people call each provider. */
export const providerNames: Record<ProviderName, string> = {
  notion: 'Notion',
  drive: 'Google Drive',
  stripe: 'Stripe',
  telegram: 'Telegram',
  openai: 'OpenAI',
}

/** System codes that say "this computer has no network", whoever was asked. */
const noNetwork = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN', 'EHOSTUNREACH', 'EADDRNOTAVAIL'])

/** Evidence of one failed exchange → the closed catalogue, in words. Pure; `deadlineMs` only words a timeout. */
export function classify(provider: ProviderName, evidence: Evidence, deadlineMs: number): Fault {
  const name = providerNames[provider]
  if (evidence.type === 'broken') return wire(name, evidence, deadlineMs)
  const said = reason(evidence.body)
  const code = codeOf(provider, evidence, said)
  return inWords(code, provider, evidence, said)
}

function wire(name: string, { reason: why, code }: Extract<Evidence, { type: 'broken' }>, deadlineMs: number): Fault {
  if (why === 'deadline')
    return fault('transport', `${name} gave no complete answer within ${duration(deadlineMs)}.`, 'Looks again by itself.')
  if (why === 'too_large')
    return fault('bad_payload', `${name} sent far more data than it should.`, 'A proxy may be in between; check the network.')
  if (why === 'redirect')
    return fault('network_blocked', `Something answered in ${name}’s place and sends elsewhere.`, 'Sign in to the network, or check the proxy.')
  if (why === 'origin')
    return fault('request_invalid', `The request to ${name} would have left the allowed addresses.`, 'Report this; it is our mistake.')
  if (code !== null && noNetwork.has(code))
    return fault('offline', `${name} can’t be reached: this computer has no network (${code}).`, 'Looks again by itself; check the network if it lasts.')
  return fault('transport', `The connection to ${name} broke${code ? ` (${code})` : ''}.`, 'Looks again by itself.')
}

interface Said {
  code: string
  type: string
  message: string
  reasons: string[]
}

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const str = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The words of the five error shapes, side by side. */
function reason(body: unknown): Said {
  const top = fields(body)
  const inner = fields(top['error'])
  const list = Array.isArray(inner['errors']) ? inner['errors'].map((entry) => str(fields(entry)['reason'])) : []
  return {
    code: str(inner['code']) || str(top['code']) || str(top['error']),
    type: str(inner['type']) || str(inner['status']),
    message: str(inner['message']) || str(top['message']) || str(top['error_description']) || str(top['description']),
    reasons: list,
  }
}

function codeOf(provider: ProviderName, answer: Answer, said: Said): FaultCode {
  const { status } = answer
  // A proxy or a portal that wants its own sign-in speaks before the provider does.
  if (status === 407 || status === 511) return 'network_blocked'
  const special = answer.json ? providerCode(provider, status, said) : pageCode(answer)
  if (special) return special
  if (status >= 500) return 'server_error'
  if (status === 401) return 'auth_invalid'
  if (status === 403) return 'permission_missing'
  if (status === 404) return 'not_found_or_not_shared'
  if (status === 409) return 'conflict'
  if (status === 429) return 'rate_limited'
  if (status >= 400) return 'request_invalid'
  return 'bad_payload'
}

/** A page where JSON was due: a provider's throttle or outage, else someone in between. */
function pageCode({ status, headers }: Answer): FaultCode | null {
  if (status === 429) return 'rate_limited'
  if (status >= 500) return null
  // Google's own front throttles with a page; anyone else's 403 page is a block.
  if (status === 403) return /^GSE$/i.test(headers['server'] ?? '') ? 'rate_limited' : 'network_blocked'
  return 'bad_payload'
}

/** What a provider says with another status than its meaning has elsewhere. */
function providerCode(provider: ProviderName, status: number, said: Said): FaultCode | null {
  if (provider === 'drive') {
    if (said.code === 'invalid_grant' && /\biat\b|\bexp\b|clock|short-lived/i.test(said.message)) return 'clock_skew'
    if (['invalid_grant', 'invalid_client', 'unauthorized_client'].includes(said.code)) return 'auth_invalid'
    if (said.reasons.some((word) => /^(userRateLimitExceeded|rateLimitExceeded)$/.test(word))) return 'rate_limited'
    if (said.reasons.some((word) => /^(dailyLimitExceeded|storageQuotaExceeded|quotaExceeded)$/.test(word))) return 'quota_exhausted'
    // With an id of our own making, the success of a create that was tried before.
    if (said.reasons.includes('fileIdInUse')) return 'already_done'
  }
  if (provider === 'stripe') {
    if (said.code === 'rate_limit') return 'rate_limited'
    // No object is missing, the address itself is wrong.
    if (status === 404 && /unrecognized request url/i.test(said.message)) return 'request_invalid'
  }
  if (provider === 'openai') {
    if (said.code === 'insufficient_quota' || said.type === 'insufficient_quota') return 'quota_exhausted'
    if (/missing scopes/i.test(said.message)) return 'permission_missing'
    if (said.code === 'ip_not_authorized' || said.code === 'unsupported_country_region_territory') return 'network_blocked'
  }
  if (provider === 'telegram') {
    if (status === 404) return 'auth_invalid'
    if (status === 403) return 'target_gone'
    if (status === 409) return 'client_conflict'
    if (status === 400 && /chat not found|deactivated/i.test(said.message)) return 'target_gone'
    if (status === 400 && /upgraded to a supergroup/i.test(said.message)) return 'migrated'
    if (status === 400 && /message is not modified|query is too old/i.test(said.message)) return 'already_done'
  }
  return null
}

/** The right each call needs, as the provider's own pages name it. */
const needs: Record<ProviderName, string> = {
  notion: '“Read content”',
  drive: 'the scope “drive.metadata.readonly”, and the Drive API switched on',
  stripe: '“Balance: read”',
  telegram: 'permission to write to the chat',
  openai: '“Models: read”',
}

function inWords(code: FaultCode, provider: ProviderName, answer: Answer, said: Said): Fault {
  const name = providerNames[provider]
  const wait = retryAfterMs(answer)
  const status = `HTTP ${answer.status}`
  switch (code) {
    case 'auth_invalid':
      return fault(code, `${name} refuses the credential.`, 'Replace it in Settings; it may be revoked, expired or mistyped.')
    case 'permission_missing':
      return fault(code, `${name} can’t be read: the credential lacks ${needs[provider]}.`, `Grant ${needs[provider]} and look again.`)
    case 'not_found_or_not_shared':
      return fault(code, `${name} doesn’t find what was asked for, or it isn’t shared with this connection.`, 'Share it with the connection, or choose it again in Settings.')
    case 'rate_limited':
      return fault(code, `${name} asks to wait${wait === undefined ? '' : ` ${duration(wait)}`}.`, 'Looks again by itself.', wait)
    case 'quota_exhausted':
      return fault(code, `A quota at ${name} is used up.`, `Raise it or add credit at ${name}; waiting a few minutes won’t help.`)
    case 'server_error':
      return fault(code, `${name} has an outage (${status}).`, 'Looks again by itself.', wait)
    case 'network_blocked':
      return answer.json
        ? fault(code, `${name} doesn’t serve this network’s address (${status}).`, `Allow this address at ${name}, or use another network.`)
        : fault(code, `Something between here and ${name} answered with a page (${status}).`, 'Sign in to the network, or check the proxy.')
    case 'clock_skew':
      return fault(code, `${name} refuses the sign-in because this computer’s clock is wrong.`, 'Set the clock to the right time, best automatically.')
    case 'bad_payload':
      return fault(code, `${name} answered with something that isn’t its documented data (${status}).`, 'Looks again by itself; a proxy or a network’s sign-in page may be in between.')
    case 'target_gone':
      return fault(code, `${name} can’t deliver to this chat.`, 'Write to the bot once, or choose another chat in Settings.')
    case 'client_conflict':
      return fault(code, `Another program reads this ${name} bot’s messages.`, 'Stop the other program, or create a bot of its own.')
    default:
      return fault(code, `${name} rejects the request (${status}${said.code ? `, ${said.code}` : ''}).`, 'Check the settings of this connection.')
  }
}

/** Seconds from `Retry-After` or Telegram's body → ms. A date form is left to the backoff: our clock may be wrong. */
function retryAfterMs({ headers, body }: Answer): number | undefined {
  const fromBody = fields(fields(body)['parameters'])['retry_after']
  const seconds = typeof fromBody === 'number' ? fromBody : Number(headers['retry-after'] ?? NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
}
