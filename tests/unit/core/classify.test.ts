import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue, type FaultCode } from '../../../src/shared/faults'
import { classify } from '../../../src/core/classify'
import type { Evidence, ProviderName } from '../../../src/core/evidence'

interface Fault {
  provider: ProviderName
  name: string
  status: number
  headers: Record<string, string>
  body: unknown
  classification: FaultCode
  waitSeconds?: number
}

/** The vendors' failures, beside the repository. Without them nothing here would be known to be true. */
const faultsFile = resolve(import.meta.dirname, '../../../../shared/contracts/faults.json')
if (!existsSync(faultsFile)) throw new Error(`The vendors’ failure cases are missing: put shared/contracts/faults.json beside the repository (looked for ${faultsFile}).`)
const { http } = JSON.parse(readFileSync(faultsFile, 'utf8')) as { http: Fault[] }

/** What the host's fetch keeps of an answer: a body only when it is JSON. */
function seen({ status, headers, body }: Pick<Fault, 'status' | 'headers' | 'body'>): Evidence {
  const json = /\bjson\b/i.test(headers['content-type'] ?? '')
  return { type: 'answer', status, headers, body: json ? body : null, json }
}
const json = (status: number, body: unknown, headers: Record<string, string> = {}) => seen({ status, body, headers: { 'content-type': 'application/json', ...headers } })
const page = (status: number, headers: Record<string, string> = {}) => seen({ status, body: '', headers: { 'content-type': 'text/html', ...headers } })
const told = (provider: ProviderName, evidence: Evidence) => classify(provider, evidence, 10_000)

describe('every failure the vendors document', () => {
  it('are all there', () => {
    expect(http.length).toBeGreaterThanOrEqual(69)
  })

  it.each(http.map((fault) => [`${fault.provider} ${fault.name}`, fault] as const))('%s', (_name, fault) => {
    const { code, message, hint, retryAfterMs } = told(fault.provider, seen(fault))
    expect(code).toBe(fault.classification)
    expect(retryAfterMs).toBe(fault.waitSeconds === undefined ? undefined : fault.waitSeconds * 1000)
    expect(message).toMatch(/\.$/)
    expect(hint).toMatch(/\.$/)
  })

  it('shows none of a provider’s own words, which may carry a key or an account', () => {
    for (const fault of http) {
      const { message, hint } = told(fault.provider, seen(fault))
      expect(`${message} ${hint}`).not.toMatch(/rk_test|acct_|sk-abc|1BxiMVs0|248104cd|req_/)
    }
  })
})

describe('the same meaning under other signs', () => {
  it.each<[string, ProviderName, Evidence, FaultCode]>([
    ['a code nobody knows goes by its status', 'notion', json(403, { code: 'brand_new' }), 'permission_missing'],
    ['401', 'stripe', json(401, {}), 'auth_invalid'],
    ['404', 'drive', json(404, {}), 'not_found_or_not_shared'],
    ['409', 'notion', json(409, {}), 'conflict'],
    ['418', 'openai', json(418, {}), 'request_invalid'],
    ['429', 'openai', json(429, {}), 'rate_limited'],
    ['500', 'notion', json(500, null), 'server_error'],
    ['a success that no client took', 'notion', json(200, { object: 'error' }), 'bad_payload'],
    ['Stripe’s rate limit under 400', 'stripe', json(400, { error: { code: 'rate_limit' } }), 'rate_limited'],
    ['Google’s limit of projects under 403', 'drive', json(403, { error: { errors: [{ reason: 'quotaExceeded' }] } }), 'quota_exhausted'],
    ['Google without a list of reasons', 'drive', json(403, { error: { errors: 'none' } }), 'permission_missing'],
    ['a consent that ran out', 'drive', json(400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }), 'auth_invalid'],
    ['a client that was deleted', 'drive', json(401, { error: 'invalid_client', error_description: 'The OAuth client was deleted.' }), 'auth_invalid'],
    ['a service account without a right', 'drive', json(401, { error: 'unauthorized_client' }), 'auth_invalid'],
    ['an iat from the future', 'drive', json(400, { error: 'invalid_grant', error_description: 'Invalid JWT: iat is in the future' }), 'clock_skew'],
    ['OpenAI’s scopes under 403', 'openai', json(403, { error: { message: 'Missing scopes: model.read' } }), 'permission_missing'],
    ['OpenAI’s quota by its type', 'openai', json(429, { error: { type: 'insufficient_quota' } }), 'quota_exhausted'],
    ['Telegram’s chat that isn’t', 'telegram', json(400, { description: 'Bad Request: chat not found' }), 'target_gone'],
    ['Telegram’s other 400', 'telegram', json(400, { description: 'Bad Request: message text is empty' }), 'request_invalid'],
    ['a page of a proxy', 'telegram', page(403), 'network_blocked'],
    ['a page in place of the bot’s address', 'telegram', page(404), 'bad_payload'],
    ['a page in place of data', 'drive', page(200), 'bad_payload'],
    ['data cut short', 'notion', { type: 'answer', status: 200, headers: { 'content-type': 'application/json' }, body: null, json: false }, 'bad_payload'],
    ['a page that throttles', 'openai', page(429, { server: 'cloudflare' }), 'rate_limited'],
    ['a proxy that wants a sign-in', 'stripe', page(407), 'network_blocked'],
    ['a portal that wants one', 'notion', page(511), 'network_blocked'],
    ['a page of an outage', 'stripe', page(503), 'server_error'],
  ])('%s', (_name, provider, evidence, code) => {
    expect(told(provider, evidence).code).toBe(code)
  })
})

describe('the words', () => {
  it.each<[string, ReturnType<typeof told>, ReturnType<typeof told>]>([
    ['auth', told('stripe', json(401, {})), { code: 'auth_invalid', message: 'Stripe refuses the credential.', hint: 'Replace it in Settings; it may be revoked, expired or mistyped.' }],
    [
      'the missing right by its name',
      told('stripe', json(403, {})),
      { code: 'permission_missing', message: 'Stripe can’t be read: the credential lacks “Balance: read”.', hint: 'Grant “Balance: read” and look again.' },
    ],
    ['a wait that was named', told('notion', json(429, {}, { 'retry-after': '49' })), { code: 'rate_limited', message: 'Notion asks to wait 49 s.', hint: 'Looks again by itself.', retryAfterMs: 49_000 }],
    ['a wait that wasn’t', told('notion', json(429, {})), { code: 'rate_limited', message: 'Notion asks to wait.', hint: 'Looks again by itself.' }],
    ['an outage', told('drive', json(503, {})), { code: 'server_error', message: 'Google Drive has an outage (HTTP 503).', hint: 'Looks again by itself.' }],
    [
      'an address that isn’t served',
      told('openai', json(403, { error: { code: 'unsupported_country_region_territory' } })),
      { code: 'network_blocked', message: 'OpenAI doesn’t serve this network’s address (HTTP 403).', hint: 'Allow this address at OpenAI, or use another network.' },
    ],
    [
      'a page in between',
      told('notion', page(403)),
      { code: 'network_blocked', message: 'Something between here and Notion answered with a page (HTTP 403).', hint: 'Sign in to the network, or check the proxy.' },
    ],
    [
      'a request of ours',
      told('notion', json(400, { code: 'validation_error' })),
      { code: 'request_invalid', message: 'Notion rejects the request (HTTP 400, validation_error).', hint: 'Check the settings of this connection.' },
    ],
  ])('%s', (_name, got, expected) => {
    expect(got).toEqual(expected)
  })

  it.each<[string, Evidence, number | undefined]>([
    ['seconds', json(429, {}, { 'retry-after': '20' }), 20_000],
    ['Telegram’s own figure first', json(429, { parameters: { retry_after: 35 } }, { 'retry-after': '20' }), 35_000],
    ['no wait at all', json(429, {}, { 'retry-after': '0' }), 0],
    ['a date, by a clock that isn’t ours', json(429, {}, { 'retry-after': 'Mon, 23 Nov 2026 10:00:00 GMT' }), undefined],
    ['a negative one', json(429, {}, { 'retry-after': '-5' }), undefined],
    ['an outage’s', json(503, {}, { 'retry-after': '120' }), 120_000],
  ])('the wait asked for: %s', (_name, evidence, ms) => {
    expect(told('telegram', evidence).retryAfterMs).toBe(ms)
  })
})

describe('what never became an answer', () => {
  const broken = (reason: Extract<Evidence, { type: 'broken' }>['reason'], code: string | null = null): Evidence => ({ type: 'broken', reason, code })
  it.each<[Evidence, FaultCode, string]>([
    [broken('deadline'), 'transport', 'Stripe gave no complete answer within 10 s.'],
    [broken('network', 'ECONNREFUSED'), 'transport', 'The connection to Stripe broke (ECONNREFUSED).'],
    [broken('network'), 'transport', 'The connection to Stripe broke.'],
    [broken('network', 'ENOTFOUND'), 'offline', 'Stripe can’t be reached: this computer has no network (ENOTFOUND).'],
    [broken('network', 'EAI_AGAIN'), 'offline', 'Stripe can’t be reached: this computer has no network (EAI_AGAIN).'],
    [broken('network', 'ENETUNREACH'), 'offline', 'Stripe can’t be reached: this computer has no network (ENETUNREACH).'],
    [broken('too_large'), 'bad_payload', 'Stripe sent far more data than it should.'],
    [broken('origin'), 'request_invalid', 'The request to Stripe would have left the allowed addresses.'],
  ])('%o', (evidence, code, message) => {
    expect(told('stripe', evidence)).toMatchObject({ code, message, hint: expect.stringMatching(/\.$/) })
  })
})

it('has a word of the closed catalogue for any answer at all', () => {
  const providers = fc.constantFrom<ProviderName>('notion', 'drive', 'stripe', 'telegram', 'openai')
  const answers = fc.record({
    type: fc.constant('answer' as const),
    status: fc.integer({ min: 200, max: 599 }),
    headers: fc.dictionary(fc.constantFrom('retry-after', 'server', 'content-type'), fc.string()),
    body: fc.jsonValue(),
    json: fc.boolean(),
  })
  fc.assert(
    fc.property(providers, answers, (provider, answer) => {
      const { code, message } = told(provider, answer)
      expect(catalogue).toHaveProperty(code)
      expect(message).not.toBe('')
      if (answer.status >= 500 && answer.status !== 511) expect(code).not.toBe('permission_missing')
    }),
  )
})
