import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue, retryOf, ways, type Fault, type FaultCode, type Retry, type Way } from '../../../src/shared/faults'
import { providerNames } from '../../../src/core/classify'
import type { Evidence, ProviderName } from '../../../src/core/evidence'
import { json, page, told } from './classify/evidence'

interface Documented {
  provider: ProviderName
  name: string
  operation: string
  status: number
  headers: Record<string, string>
  body: unknown
  classification: FaultCode
  retry: string
  waitSeconds?: number
}

/** The vendors' failures, beside the repository. Without them nothing here would be known to be true. */
const faultsFile = resolve(import.meta.dirname, '../../../../shared/contracts/faults.json')
if (!existsSync(faultsFile)) throw new Error(`The vendors’ failure cases are missing: put shared/contracts/faults.json beside the repository (looked for ${faultsFile}).`)
const { http } = JSON.parse(readFileSync(faultsFile, 'utf8')) as { http: Documented[] }

/** What the host's fetch keeps of an answer: a body only when it is JSON. */
function seen({ status, headers, body, operation }: Documented): Evidence {
  return /\bjson\b/i.test(headers['content-type'] ?? '') ? json(status, body, headers, operation) : page(status, headers, String(body))
}

describe('every failure the vendors document', () => {
  it('are all there', () => {
    expect(http.length).toBeGreaterThanOrEqual(69)
  })

  it.each(http.map((documented) => [`${documented.provider} ${documented.name}`, documented] as const))('%s', (_name, documented) => {
    const fault = told(documented.provider, seen(documented))
    expect(fault.code).toBe(documented.classification)
    expect(retryOf(fault) !== 'no').toBe(!['never', 'after_fix', 'plain_text_once'].includes(documented.retry))
    expect(fault.retryAfterMs).toBe(documented.waitSeconds === undefined ? undefined : documented.waitSeconds * 1000)
    expect(fault.provider).toBe(providerNames[documented.provider])
    expect(fault.message).toMatch(/\.$/)
    expect(fault.hint).toMatch(/\.$/)
  })

  it('shows none of a provider’s own words, which may carry a key or an account', () => {
    for (const documented of http) expect(JSON.stringify(told(documented.provider, seen(documented)))).not.toMatch(/rk_test|acct_|sk-abc|1BxiMVs0|248104cd|req_|Statsu/)
  })
})

describe('a status without words', () => {
  it.each<[number, FaultCode, Retry]>([
    [400, 'request_invalid', 'no'],
    [401, 'auth_invalid', 'no'],
    [402, 'quota_exhausted', 'no'],
    [403, 'permission_missing', 'no'],
    [404, 'not_found_or_not_shared', 'no'],
    [405, 'request_invalid', 'no'],
    [407, 'network_blocked', 'later'],
    [408, 'server_error', 'later'],
    [409, 'conflict', 'soon'],
    [410, 'not_found_or_not_shared', 'no'],
    [412, 'conflict', 'soon'],
    [413, 'request_invalid', 'no'],
    [418, 'request_invalid', 'no'],
    [422, 'request_invalid', 'no'],
    [423, 'conflict', 'soon'],
    [424, 'server_error', 'later'],
    [429, 'rate_limited', 'later'],
    [451, 'network_blocked', 'no'],
    [500, 'server_error', 'later'],
    [501, 'server_error', 'later'],
    [511, 'network_blocked', 'later'],
    [520, 'server_error', 'later'],
    [529, 'server_error', 'later'],
    [599, 'server_error', 'later'],
    [200, 'bad_payload', 'later'],
    [204, 'bad_payload', 'later'],
    [304, 'bad_payload', 'later'],
  ])('%i is %s', (status, code, retry) => {
    // Telegram and Google have meanings of their own for some, shown with their words.
    for (const provider of ['notion', 'openai'] as const) {
      const fault = told(provider, json(status, {}))
      expect({ code: fault.code, retry: retryOf(fault) }).toEqual({ code, retry })
    }
  })
})

describe('a page in the place of data', () => {
  it.each<[string, ProviderName, Evidence, FaultCode, Way | undefined, RegExp]>([
    ['with success', 'drive', page(200), 'bad_payload', 'page', /isn’t its documented data \(HTTP 200\).*sign-in/s],
    ['with a sign-in', 'notion', page(401), 'network_blocked', 'page', /answered with a page \(HTTP 401\)/],
    ['with a block', 'telegram', page(403), 'network_blocked', 'page', /Sign in to the network/],
    ['with a block by a guard', 'notion', page(403, { server: 'cloudflare' }), 'network_blocked', 'page', /guard in front of Notion/],
    ['for the law', 'openai', page(451), 'network_blocked', 'page', /HTTP 451/],
    ['of a proxy', 'stripe', page(407), 'network_blocked', 'proxy', /proxy.*sign-in/],
    ['of a network', 'stripe', page(511), 'network_blocked', 'page', /sign-in/],
    ['for an address nobody knows', 'telegram', page(404), 'request_invalid', undefined, /HTTP 404/],
    ['for a method', 'stripe', page(405), 'request_invalid', undefined, /HTTP 405/],
    ['for a size', 'notion', page(413), 'request_invalid', undefined, /HTTP 413/],
    ['for an address too long', 'notion', page(414), 'request_invalid', undefined, /HTTP 414/],
    ['that throttles', 'openai', page(429, { server: 'cloudflare' }), 'rate_limited', undefined, /asks to wait/],
    ['of an outage', 'stripe', page(503), 'server_error', undefined, /outage \(HTTP 503\)/],
    ['that gave up', 'stripe', page(408), 'server_error', undefined, /waited too long/],
    ['of Google’s front', 'drive', page(403, { server: 'GSE' }), 'rate_limited', undefined, /robot/],
    ['of Google’s front, by its words', 'drive', page(403, {}, '<p>your computer or network may be sending automated queries'), 'rate_limited', undefined, /robot/],
    ['of Google’s front, with a riddle', 'drive', page(503, {}, 'Our systems have detected unusual traffic'), 'rate_limited', undefined, /robot/],
    ['with words that are Google’s alone', 'stripe', page(403, {}, 'automated queries'), 'network_blocked', 'page', /answered with a page/],
    ['that is JSON cut short', 'notion', { ...page(200, { 'content-type': 'application/json' }), page: '{"object"' } as Evidence, 'bad_payload', undefined, /Looks again by itself/],
    ['with a status no one has', 'notion', page(799), 'bad_payload', 'page', /HTTP 799/],
  ])('%s', (_name, provider, evidence, code, way, words) => {
    const fault = told(provider, evidence)
    expect({ code: fault.code, way: fault.way }).toEqual({ code, way })
    expect(`${fault.message} ${fault.hint}`).toMatch(words)
  })
})

describe('bodies of another kind', () => {
  const bodies: [string, unknown][] = [
    ['null', null], ['a list', [1, 2]], ['an empty list', []], ['a text', 'no'], ['a figure', 7], ['true', true],
    ['another provider’s: Stripe', { error: { type: 'card_error', code: 'nope' } }], ['another provider’s: Notion', { object: 'error', code: 'nope' }],
    ['a proxy’s', { message: 'Forbidden' }], ['a gateway’s', { detail: 'no', title: 'no', status: 403 }], ['odd inside', { error: [], errors: {}, code: {}, parameters: 'x', additional_data: null }],
    ['words every object has', { error: { code: 'constructor', type: '__proto__', errors: [{ reason: 'toString' }] }, code: 'hasOwnProperty' }],
    ['such words alone', { error: 'constructor' }],
  ]
  it.each(bodies)('%s: the status counts', (_name, body) => {
    for (const provider of ['notion', 'stripe', 'drive', 'openai'] as const) {
      expect(told(provider, json(403, body)).code).toBe('permission_missing')
      expect(told(provider, json(502, body)).code).toBe('server_error')
      expect(told(provider, json(429, body)).code).toBe('rate_limited')
      expect(told(provider, json(200, body)).code).toBe('bad_payload')
    }
  })
})

it('believes no word about rights or credentials of a server that failed', () => {
  for (const code of ['unauthorized', 'restricted_resource', 'object_not_found', 'validation_error']) expect(told('notion', json(503, { object: 'error', code })).code).toBe('server_error')
  expect(told('openai', json(500, { error: { message: 'Missing scopes: api.model.read' } })).code).toBe('server_error')
})

describe('anything at all', () => {
  const providers = fc.constantFrom<ProviderName>('notion', 'drive', 'stripe', 'telegram', 'openai')
  /** Made so that no word of ours holds it by chance. */
  const secrets = fc.stringMatching(/^(sk_live_|ntn_|ya29\.|sk-|GOCSPX-)?[A-Za-z0-9]{24}Q9z$/)
  const words = fc.constantFrom('invalid_grant', 'rate_limit', 'validation_error', 'insufficient_quota', 'SERVICE_DISABLED', 'accessNotConfigured', 'resource_missing', 'restricted_resource', 'rate_limited', 'rate_limit_exceeded', 'model_not_found', 'constructor', '__proto__')
  const sentences = fc.constantFrom('Missing scopes: ', 'Having the \'rak_', 'project ', 'projects/', 'Bad Request: ', 'retry after ', 'group chat was upgraded to a supergroup chat ', 'No such charge: ', 'Invalid JWT ')
  const text = (secret: string) => fc.oneof(fc.constant(secret), words, sentences.map((sentence) => sentence + secret), fc.string())
  const value = (secret: string) => fc.oneof(text(secret), fc.jsonValue(), fc.integer(), fc.double())
  const body = (secret: string) =>
    fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('error', 'error_description', 'error_subtype', 'code', 'message', 'description', 'object', 'ok', 'error_code', 'status'), value(secret)),
      fc.record({ ok: fc.boolean(), error_code: fc.integer({ min: 0, max: 999 }), description: text(secret), parameters: fc.dictionary(fc.constantFrom('retry_after', 'migrate_to_chat_id'), value(secret)) }),
      fc.record({
        error: fc.record({
          code: value(secret), type: value(secret), message: text(secret), status: text(secret),
          errors: fc.array(fc.record({ reason: text(secret) })),
          details: fc.array(fc.record({ reason: text(secret), metadata: fc.dictionary(fc.constantFrom('consumer', 'quota_limit'), text(secret)), retryDelay: text(secret) })),
        }),
        additional_data: fc.dictionary(fc.constantFrom('retry_after', 'rate_limit_reason'), value(secret)),
      }),
    )
  const answers = (secret: string) =>
    fc.record({
      type: fc.constant('answer' as const),
      status: fc.oneof(fc.integer({ min: 100, max: 999 }), fc.constantFrom(200, 400, 401, 403, 404, 409, 429, 500, 503)),
      headers: fc.dictionary(fc.constantFrom('retry-after', 'retry-after-ms', 'date', 'server', 'content-type', 'x-ratelimit-remaining-requests', 'x-ratelimit-reset-requests'), text(secret)),
      body: body(secret),
      json: fc.boolean(),
      asked: text(secret),
      page: text(secret),
    })
  const brokens = (secret: string) =>
    fc.record({ type: fc.constant('broken' as const), reason: fc.constantFrom('deadline', 'too_large', 'redirect', 'loop', 'origin', 'proxy', 'network'), code: fc.option(text(secret)), proxied: fc.boolean() })
  const evidence = secrets.chain((secret) => fc.tuple(fc.constant(secret), fc.oneof({ arbitrary: answers(secret), weight: 4 }, brokens(secret) as fc.Arbitrary<Evidence>)))

  const expectWhole = (fault: Fault) => {
    expect(catalogue).toHaveProperty(fault.code)
    expect(fault.message).toMatch(/\S.*\.$/)
    expect(fault.hint).toMatch(/\S.*\.$/)
    expect(fault.provider).not.toBe('')
    expect([undefined, ...ways]).toContain(fault.way)
    expect(fault.retryAfterMs === undefined || (fault.retryAfterMs >= 0 && fault.retryAfterMs <= 86_400_000)).toBe(true)
  }

  it('has a word of the closed catalogue, a next step, and nothing that could be a secret', () => {
    fc.assert(
      fc.property(providers, evidence, (provider, [secret, what]) => {
        const fault = told(provider, what)
        expectWhole(fault)
        const core = secret.replace(/^(sk_live_|ntn_|ya29\.|sk-|GOCSPX-)/, '')
        expect(JSON.stringify(fault)).not.toContain(core)
        if (what.type === 'answer' && what.status >= 500 && what.status <= 599 && what.status !== 511 && provider !== 'telegram') expect(['server_error', 'rate_limited', 'quota_exhausted']).toContain(fault.code)
      }),
      { numRuns: 2000 },
    )
  })

  it('also where the body is no JSON value at all', () => {
    fc.assert(fc.property(providers, fc.anything(), fc.integer(), (provider, odd, status) => expectWhole(told(provider, json(status, odd)))), { numRuns: 500 })
  })
})
