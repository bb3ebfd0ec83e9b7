import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { callRules, deadlineIn, realNetwork } from '../../../src/host/io/io'
import type { CallRules } from '../../../src/host/providers/call'
import { drivePort } from '../../../src/host/providers/drive'
import { notionBills, notionPort } from '../../../src/host/providers/notion'
import { openaiBills, openaiPort } from '../../../src/host/providers/openai'
import { stripeBills, stripePort } from '../../../src/host/providers/stripe'
import { telegramPort } from '../../../src/host/providers/telegram'
import type { Result } from '../../../src/shared/result'
import { Contract, currentStripeProblems, strangersKey, type Answer, type Provider, type StandIns } from '../../fixtures/providers/index'
import { freshFolder, freshProviders } from '../support'

// What the ports make of good answers and of wrong ones. How each failure is told is in tests/faults.

const network = realNetwork(async () => null)
const rulesFor = ({ originMap }: Pick<StandIns, 'originMap'>, deadlineMs = 10_000): CallRules => callRules({ network, originMap: new Map(Object.entries(originMap)) }, deadlineIn(deadlineMs))
const signInOf = ({ credentials: { authorizedUser: user } }: StandIns): string =>
  JSON.stringify({ clientId: user.client_id, clientSecret: user.client_secret, refreshToken: user.refresh_token, account: 'ada@example.com', scope: null, signedInAt: 1, expiresAt: 604_800_001 })

const notionId = '248104cd-477e-80af-bc30-000bd28de8f9'
/** The first page of two days. */
const twoDays = { span: { from: Date.UTC(2026, 10, 21), to: Date.UTC(2026, 10, 23) }, cursor: null }

/** One call of each port, by name. */
const calls = {
  stripe: { provider: 'stripe', make: (asked) => stripePort(rulesFor(asked)).balance(asked.credentials.stripeKey) },
  notion: { provider: 'notion', make: (asked) => notionPort(rulesFor(asked)).me(asked.credentials.notionToken) },
  'notion, a data source': { provider: 'notion', make: (asked) => notionPort(rulesFor(asked)).dataSource(asked.credentials.notionToken, notionId) },
  'notion, all data sources': { provider: 'notion', make: (asked) => notionPort(rulesFor(asked)).dataSources(asked.credentials.notionToken) },
  'drive as a service account': { provider: 'drive', make: (asked) => drivePort(rulesFor(asked)).about({ file: asked.writeInto(freshFolder()).serviceAccountFile }) },
  'drive as a user': { provider: 'drive', make: (asked) => drivePort(rulesFor(asked)).about({ file: asked.writeInto(freshFolder()).authorizedUserFile }) },
  'drive by a sign-in': { provider: 'drive', make: (asked) => drivePort(rulesFor(asked)).about({ signIn: signInOf(asked) }) },
  'drive’s token': { provider: 'googleToken', make: (asked) => drivePort(rulesFor(asked)).about({ signIn: signInOf(asked) }) },
  openai: { provider: 'openai', make: (asked) => openaiPort(rulesFor(asked)).models(asked.credentials.openaiAdminKey) },
  'openai, what is billed': { provider: 'openai', make: (asked) => openaiPort(rulesFor(asked)).costs(asked.credentials.openaiAdminKey) },
  'stripe, balance transactions': { provider: 'stripe', make: (asked) => stripeBills(rulesFor(asked)).balanceTransactions(asked.credentials.stripeKey, { ...twoDays, expand: false, live: false }) },
  'stripe, charges': { provider: 'stripe', make: (asked) => stripeBills(rulesFor(asked)).pendingCharges(asked.credentials.stripeKey, twoDays) },
  'notion, columns': { provider: 'notion', make: (asked) => notionBills(rulesFor(asked)).columns(asked.credentials.notionToken, notionId) },
  'notion, rows': { provider: 'notion', make: (asked) => notionBills(rulesFor(asked)).rows(asked.credentials.notionToken, notionId, { window: null, cursor: null, size: 20 }) },
  'notion, a page’s title': { provider: 'notion', make: (asked) => notionBills(rulesFor(asked)).title(asked.credentials.notionToken, notionId) },
  'openai, costs by line': { provider: 'openai', make: (asked) => openaiBills(rulesFor(asked)).costs(asked.credentials.openaiAdminKey, twoDays) },
  'openai, usage': { provider: 'openai', make: (asked) => openaiBills(rulesFor(asked)).usage(asked.credentials.openaiAdminKey, twoDays) },
  'telegram, who it is': { provider: 'telegram', make: (asked) => telegramPort(rulesFor(asked)).me(asked.credentials.telegramToken) },
  'telegram, a message': { provider: 'telegram', make: (asked) => telegramPort(rulesFor(asked)).send(asked.credentials.telegramToken, asked.credentials.telegramChatId, { text: '<b>Title</b>\nbody &amp; more', html: true }) },
  'telegram, what is written to it': { provider: 'telegram', make: (asked) => telegramPort(rulesFor(asked)).updates(asked.credentials.telegramToken, 0, 0) },
} satisfies Record<string, { provider: Provider; make(asked: StandIns): Promise<Result<unknown>> }>

type CallName = keyof typeof calls

describe('real clients, answered as the contracts say', () => {
  it('stripe', async () => {
    const standIns = await freshProviders()
    expect(await calls.stripe.make(standIns)).toEqual({ ok: true, value: { livemode: false } })
    expect(standIns.requests).toHaveLength(1)
    expect(standIns.requests[0]).toMatchObject({ method: 'GET', path: '/v1/balance', query: {} })
  })

  it('stripe’s balance is one for the current client’s types too', () => {
    const contract = Contract.of('stripe')
    const operation = contract.match('GET', '/v1/balance')!
    expect(currentStripeProblems('balance', contract.example(operation))).toEqual([])
  })

  it('notion: the integration, a data source, and all of them', async () => {
    const standIns = await freshProviders()
    expect(await calls.notion.make(standIns)).toEqual({ ok: true, value: { name: 'Ops Console', workspace: 'Ada Lovelace\'s Notion' } })
    expect(await calls['notion, a data source'].make(standIns)).toEqual({ ok: true, value: { title: 'Orders' } })
    expect(await calls['notion, all data sources'].make(standIns)).toMatchObject({ ok: true, value: [{ id: expect.any(String), title: expect.any(String) }] })
    expect(standIns.requests.map(({ path }) => path)).toEqual(['/v1/users/me', `/v1/data_sources/${notionId}`, '/v1/search'])
  })

  it.each(['drive as a service account', 'drive as a user', 'drive by a sign-in'] as const)('%s: a token, then the one call it is for', async (name) => {
    const standIns = await freshProviders()
    expect(await calls[name].make(standIns)).toEqual({
      ok: true,
      value: {
        account: 'ops-console@example-project.iam.gserviceaccount.com', usedBytes: 5153960755, limitBytes: 16106127360, scope: null,
        expiresAt: name === 'drive by a sign-in' ? 604_800_001 : null,
      },
    })
    expect(standIns.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /token', 'GET /drive/v3/about'])
    expect(standIns.requests[1]!.query).toEqual({ fields: 'user,storageQuota' })
  })

  it('drive: a key that signs wrongly is refused by the endpoint that verifies it', async () => {
    const standIns = await freshProviders()
    const file = join(freshFolder(), 'key.json')
    writeFileSync(file, JSON.stringify({ ...standIns.credentials.serviceAccount, private_key: strangersKey() }))
    const answer = await drivePort(rulesFor(standIns)).about({ file })
    expect(answer).toMatchObject({ ok: false, error: { code: 'auth_invalid', message: expect.stringContaining('key was deleted') } })
    expect(standIns.requestsTo('drive')).toEqual([])
  })

  it('openai: how many models, and whether bills may be read', async () => {
    const standIns = await freshProviders()
    expect(await calls.openai.make(standIns)).toMatchObject({ ok: true, value: { count: expect.any(Number) } })
    expect(await calls['openai, what is billed'].make(standIns)).toEqual({ ok: true, value: undefined })
    expect(standIns.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/models', 'GET /v1/organization/costs'])
    expect(standIns.requests[1]!.query).toEqual({ start_time: expect.stringMatching(/^\d{10}$/), limit: '1' })
  })

  it('stripe: the official example of a balance transaction', async () => {
    const standIns = await freshProviders()
    expect(await calls['stripe, balance transactions'].make(standIns)).toEqual({
      ok: true,
      value: { next: null, rows: [{ id: expect.stringMatching(/^txn_/), at: 1_234_567_890_000, type: 'charge', category: 'charge', amount: 100, fee: 0, net: 100, currency: 'usd', exchangeRate: null, source: expect.stringMatching(/^ch_/), charge: expect.stringMatching(/^ch_/), sourceCurrency: null, live: false }] },
    })
  })

  it('notion: a table’s columns and rows', async () => {
    const standIns = await freshProviders()
    expect(await calls['notion, columns'].make(standIns)).toMatchObject({ ok: true, value: expect.arrayContaining([{ id: expect.any(String), name: 'Price', type: 'number', format: expect.any(String) }]) })
    expect(await calls['notion, rows'].make(standIns)).toMatchObject({ ok: true, value: { rows: [{ id: '59833787-2cf9-4fdf-8782-e53db20768a5' }], next: null, incomplete: false } })
  })

  it('openai: the official examples of costs and usage', async () => {
    const standIns = await freshProviders()
    const day = Date.UTC(2024, 10, 1)
    expect(await calls['openai, costs by line'].make(standIns)).toEqual({ ok: true, value: { next: null, rows: [{ day, lineItem: '', project: '', pico: 60_000_000_000n, currency: 'USD', quantity: null, unit: null }] } })
    expect(await calls['openai, usage'].make(standIns)).toEqual({
      ok: true, value: { next: 'page_AAAAAGdGxdEiJdKOAAAAAGcqsYA=', rows: [{ day, model: '', batch: false, serviceTier: '', requests: 5, input: 1000, cachedInput: 400, cacheWrite: 100, output: 500 }] },
    })
  })

  it('telegram: the bot’s own name', async () => {
    expect(await calls['telegram, who it is'].make(await freshProviders())).toEqual({ ok: true, value: { name: 'ops_console_bot' } })
  })

  it('telegram: the message, its chat, and the receipt', async () => {
    const standIns = await freshProviders()
    expect(await calls['telegram, a message'].make(standIns)).toEqual({ ok: true, value: { id: '1' } })
    expect(standIns.messages).toEqual([{ id: 1, chatId: '987654321', text: '<b>Title</b>\nbody &amp; more' }])
    expect(JSON.parse(standIns.requests[0]!.body)).toEqual({
      chat_id: '987654321', text: '<b>Title</b>\nbody &amp; more', parse_mode: 'HTML', link_preview_options: { is_disabled: true },
    })
  })
})

describe('the stand-ins notice', () => {
  it('a route no vendor has', async () => {
    const standIns = await freshProviders()
    expect((await fetch(`${standIns.url.stripe}/v1/balnce`)).status).toBe(501)
    expect(standIns.violations.splice(0)).toEqual(['stripe has no GET /v1/balnce'])
  })

  it('a parameter no vendor has, and a header that is missing', async () => {
    const standIns = await freshProviders()
    await fetch(`${standIns.url.notion}/v1/users/me?page=1`)
    expect(standIns.violations.splice(0)).toEqual([
      'GET /v1/users/me to notion: header “Notion-Version” is missing',
      'GET /v1/users/me to notion: query “page” is unknown',
    ])
  })

  it('nothing of a route that any answer was set for, but still what is wrong with one they know', async () => {
    const standIns = await freshProviders({ stripe: { status: 404, onAnyRoute: true }, notion: { status: 404, onAnyRoute: true } })
    expect((await fetch(`${standIns.url.stripe}/v1/balnce`)).status).toBe(404)
    expect((await fetch(`${standIns.url.notion}/v1/users/me`)).status).toBe(404)
    expect(standIns.violations.splice(0)).toEqual(['GET /v1/users/me to notion: header “Notion-Version” is missing'])
  })
})

describe('well-formed JSON that isn’t the answer', () => {
  const wrong: [string, unknown][] = [
    ['an object', {}], ['null', null], ['a list', []], ['a text', 'ok'], ['a figure', 1], ['success of Telegram’s kind, of nothing', { ok: true }], ['success of Telegram’s kind, of odd things', { ok: true, result: [null] }],
    ['a list of nothing', { object: 'list', results: [null], data: 1 }], ['an error that came with success', { object: 'error', error: {}, ok: false }],
  ]
  const names = Object.keys(calls) as CallName[]

  it.each(names)('through %s is no success, and no bug', async (name) => {
    const { provider, make } = calls[name]
    const standIns = await freshProviders({ [provider]: wrong.map(([, body]): Answer => ({ status: 200, body })) })
    for (const [kind] of wrong) expect(await make(standIns), kind).toMatchObject({ ok: false, error: { code: 'bad_payload' } })
  })
})

it.each(Object.keys(calls) as CallName[])('a refusal of no known form is none the less a refusal: %s', async (name) => {
  const { provider, make } = calls[name]
  const standIns = await freshProviders({ [provider]: { status: 403, body: { object: 'balance', livemode: true, data: [], ok: true, result: [], user: { emailAddress: 'x' }, message: 'Forbidden' } } })
  expect(await make(standIns)).toMatchObject({ ok: false, error: { code: provider === 'telegram' ? 'target_gone' : 'permission_missing' } })
})

describe('a credential that can’t even be sent', () => {
  it.each<[string, (standIns: StandIns, odd: string) => Promise<Result<unknown>>]>([
    ['stripe', (standIns, odd) => stripePort(rulesFor(standIns)).balance(odd)],
    ['notion', (standIns, odd) => notionPort(rulesFor(standIns)).me(odd)],
    ['openai', (standIns, odd) => openaiPort(rulesFor(standIns)).models(odd)],
  ])('of %s: said so, nobody is asked, and it is in no message', async (_name, make) => {
    const standIns = await freshProviders()
    const answer = await make(standIns, 'hunter2\nwith a line break')
    expect(answer).toMatchObject({ ok: false, error: { code: 'could_not_look', hint: 'Check the credential in Settings.', provider: expect.any(String) } })
    expect(JSON.stringify(answer)).not.toContain('hunter2')
    expect(standIns.requests).toEqual([])
  })
})

describe('one deadline', () => {
  it('holds over the token and the call it is for', async () => {
    const standIns = await freshProviders({ drive: 'hang' })
    const answer = await drivePort(rulesFor(standIns, 1000)).about({ signIn: signInOf(standIns) })
    expect(answer).toMatchObject({ ok: false, error: { code: 'transport', message: 'Google Drive gave no complete answer within 1 s.' } })
    expect(standIns.requests.map(({ provider }) => provider)).toEqual(['googleToken', 'drive'])
  })

  it('that is over lets nobody be asked', async () => {
    const standIns = await freshProviders()
    const rules: CallRules = { ...rulesFor(standIns), deadline: { spanMs: 1000, left: () => -1 } }
    expect(await stripePort(rules).balance(standIns.credentials.stripeKey)).toMatchObject({ ok: false, error: { code: 'transport' } })
    expect(standIns.requests).toEqual([])
  })
})

describe('a credentials file of Google', () => {
  it.each([
    ['isn’t there', null, 'isn’t there'],
    ['isn’t JSON', '{"type": "service_acc', 'isn’t JSON'],
    ['is of another kind', '{"type": "external_account"}', 'isn’t a service-account key or an authorised-user file'],
    ['lacks its key', '{"type": "service_account", "client_email": "a@b"}', 'isn’t a service-account key or an authorised-user file'],
  ])('%s: said so, and nobody is asked', async (_case, content, words) => {
    const standIns = await freshProviders()
    const file = join(freshFolder(), 'credentials.json')
    if (content !== null) writeFileSync(file, content)
    const answer = await drivePort(rulesFor(standIns)).about({ file })
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringContaining(words), hint: expect.stringContaining('service account') } })
    expect(standIns.requests).toEqual([])
  })

  it('holds a broken private key: nobody is asked, and the key is in no message', async () => {
    const standIns = await freshProviders()
    const file = join(freshFolder(), 'credentials.json')
    const key = standIns.credentials.serviceAccount.private_key.slice(0, 400)
    writeFileSync(file, JSON.stringify({ ...standIns.credentials.serviceAccount, private_key: key }))
    const answer = await drivePort(rulesFor(standIns)).about({ file })
    expect(answer).toMatchObject({ ok: false, error: { hint: expect.stringContaining('credential') } })
    for (const secret of standIns.secrets) expect(JSON.stringify(answer)).not.toContain(secret)
    expect(standIns.requests).toEqual([])
  })

  it('what a sign-in left can’t be read: said so, and nobody is asked', async () => {
    const standIns = await freshProviders()
    expect(await drivePort(rulesFor(standIns)).about({ signIn: '{"clientId": ""}' })).toMatchObject({ ok: false, error: { code: 'auth_invalid', hint: expect.stringContaining('Sign in again') } })
    expect(standIns.requests).toEqual([])
  })
})
