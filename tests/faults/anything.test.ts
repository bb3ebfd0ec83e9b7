import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { callRules } from '../../src/host/io/io'
import type { Network } from '../../src/host/io/network'
import type { Fault } from '../../src/shared/faults'
import type { Result } from '../../src/shared/result'
import { makeCredentials, secretTexts } from '../fixtures/providers/credentials'
import { expectPlainWords, failureBy, names } from './assertions'
import { loadClients, oneOfEach } from './clients'
import { keepOutput, printed } from './output'

// Whatever comes back, a client settles in time with words of ours, prints nothing, and leaves no rejection unhandled
// (which would end the process, and here fails the run).

beforeAll(loadClients, 60_000)
keepOutput()

const credentials = makeCredentials()
const secrets = secretTexts(credentials)

interface Came {
  status: number
  type: string
  headers: Record<string, string>
  body: string
}

/** Where the token endpoint isn't what is asked, it is in order. */
const answering = (provider: string, { status, type, headers, body }: Came): Network => ({
  async fetch(asked) {
    if (asked.origin === 'https://oauth2.googleapis.com' && provider !== 'googleToken') return Response.json({ access_token: credentials.accessToken, expires_in: 3599, token_type: 'Bearer' })
    return new Response([204, 205, 304].includes(status) ? null : body, { status, headers: { ...headers, 'content-type': type } })
  },
})

const words = fc.constantFrom('error', 'errors', 'code', 'type', 'message', 'status', 'object', 'ok', 'result', 'data', 'results', 'parameters', 'description', 'error_code', 'user', 'lastResponse', 'headers', 'statusCode', 'access_token', 'livemode', 'username', '__proto__', 'constructor', 'then', 'toJSON')
const values: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, fc.constantFrom(null, true, false, 0, -1, 1e308, '', 'error', 'list', 'balance', 'user'), fc.string(), fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(words, tie('any'), { maxKeys: 5 })),
})).any
const bodies = fc.oneof(values.map((value) => JSON.stringify(value)), fc.string(), fc.constant('{"a":'))
const came: fc.Arbitrary<Came> = fc.record({
  status: fc.oneof(fc.constantFrom(200, 200, 200, 400, 401, 403, 404, 409, 429, 500, 503), fc.integer({ min: 200, max: 599 })),
  type: fc.constantFrom('application/json', 'application/json', 'text/html', 'text/plain', 'application/problem+json', ''),
  headers: fc.dictionary(fc.constantFrom('retry-after', 'date', 'stripe-should-retry', 'stripe-notice', 'request-id', 'x-should-retry', 'location', 'www-authenticate'), fc.stringMatching(/^[ -~]{0,20}$/), { maxKeys: 3 }),
  body: bodies,
})

const expectSettled = (answer: Result<unknown> | Fault, provider: keyof typeof names) => {
  const fault = answer as Fault
  expect(fault.provider).toBe(names[provider])
  expectPlainWords(fault, secrets)
}

describe.each(Object.entries(oneOfEach))('%s', (_name, { provider, make }) => {
  it('settles, whatever comes', async () => {
    await fc.assert(
      fc.asyncProperty(came, async (what) => {
        const outside = { network: answering(provider, what), originMap: new Map<string, string>() }
        let answer: Result<unknown> | null = null
        const fault = await failureBy(3000, async (deadline) => {
          answer = await make(callRules(outside, deadline), credentials)
          // Now and then it is right by chance.
          return answer.ok ? { ok: false, error: { code: 'bad_payload', message: 'It was right by chance.', hint: 'Nothing needs doing.', provider: names[provider as keyof typeof names] } } : answer
        })
        expectSettled(fault, provider as keyof typeof names)
      }),
      { numRuns: 300 },
    )
  })
})

describe('no client', () => {
  it('printed a word', () => {
    expect(printed).toEqual([])
  })
})
