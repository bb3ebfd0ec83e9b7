import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { callRules } from '../../../src/host/io/io'
import { drivePort } from '../../../src/host/providers/drive'
import { notionPort } from '../../../src/host/providers/notion'
import { stripePort } from '../../../src/host/providers/stripe'
import { telegramPort } from '../../../src/host/providers/telegram'
import type { Fault } from '../../../src/shared/faults'
import type { Result } from '../../../src/shared/result'
import { Contract, currentStripeProblems, faultCase, strangersKey, type Behaviour, type Provider, type StandIns } from '../../fixtures/providers/index'
import { freshFolder, freshProviders, settingsWith } from '../support'

type Asked = StandIns & { deadlineSeconds?: number }

const rulesFor = ({ originMap, deadlineSeconds = 10 }: Pick<Asked, 'originMap' | 'deadlineSeconds'>) =>
  callRules(() => settingsWith({ probing: { deadlineSeconds } }), new Map(Object.entries(originMap)))

/** One call through each real client, by name. */
const clients = {
  stripe: { provider: 'stripe', call: (asked: Asked) => stripePort(rulesFor(asked)).balance(asked.credentials.stripeKey) },
  notion: { provider: 'notion', call: (asked: Asked) => notionPort(rulesFor(asked)).me(asked.credentials.notionToken) },
  'notion, a data source': {
    provider: 'notion',
    call: (asked: Asked) => notionPort(rulesFor(asked)).dataSource(asked.credentials.notionToken, '248104cd-477e-80af-bc30-000bd28de8f9'),
  },
  'drive as a service account': { provider: 'drive', call: (asked: Asked) => drivePort(rulesFor(asked)).about(asked.writeInto(freshFolder()).serviceAccountFile) },
  'drive as a user': { provider: 'drive', call: (asked: Asked) => drivePort(rulesFor(asked)).about(asked.writeInto(freshFolder()).authorizedUserFile) },
  'drive’s token': { provider: 'googleToken', call: (asked: Asked) => drivePort(rulesFor(asked)).about(asked.writeInto(freshFolder()).serviceAccountFile) },
  'telegram, who it is': { provider: 'telegram', call: (asked: Asked) => telegramPort(rulesFor(asked)).me(asked.credentials.telegramToken) },
  telegram: {
    provider: 'telegram',
    call: (asked: Asked) => telegramPort(rulesFor(asked)).send(asked.credentials.telegramToken, asked.credentials.telegramChatId, '<b>Title</b>\nbody &amp; more'),
  },
} satisfies Record<string, { provider: Provider; call(asked: Asked): Promise<Result<unknown>> }>

type ClientName = keyof typeof clients
const clientNames = Object.keys(clients) as ClientName[]

async function failureOf(name: ClientName, behaviour: Behaviour): Promise<{ fault: Fault; standIns: StandIns }> {
  const { provider, call } = clients[name]
  const standIns = await freshProviders({ [provider]: behaviour })
  // Only what never ends has to be ended by the deadline.
  const answer = await call({ ...standIns, deadlineSeconds: behaviour === 'hang' || behaviour === 'drip' ? 1 : 10 })
  expect(answer.ok, 'the call should have failed').toBe(false)
  const fault = (answer as { error: Fault }).error
  for (const secret of standIns.secrets) expect(JSON.stringify(answer)).not.toContain(secret)
  return { fault, standIns }
}

describe('real clients, answered as the contracts say', () => {
  it('stripe', async () => {
    const standIns = await freshProviders()
    expect(await clients.stripe.call(standIns)).toEqual({ ok: true, value: { livemode: false } })
    expect(standIns.requests).toHaveLength(1)
    expect(standIns.requests[0]).toMatchObject({ method: 'GET', path: '/v1/balance', query: {} })
  })

  it('stripe’s balance is one for the current client’s types too', () => {
    const contract = Contract.of('stripe')
    const operation = contract.match('GET', '/v1/balance')!
    expect(currentStripeProblems('balance', contract.example(operation))).toEqual([])
  })

  it('notion: the integration, then the data source', async () => {
    const standIns = await freshProviders()
    expect(await clients.notion.call(standIns)).toEqual({ ok: true, value: { name: 'Ops Console', workspace: 'Ada Lovelace\'s Notion' } })
    expect(await clients['notion, a data source'].call(standIns)).toEqual({ ok: true, value: { title: 'Orders' } })
    expect(standIns.requests.map(({ path }) => path)).toEqual(['/v1/users/me', '/v1/data_sources/248104cd-477e-80af-bc30-000bd28de8f9'])
  })

  it.each(['drive as a service account', 'drive as a user'] as const)('%s: a token, then the one call it is for', async (name) => {
    const standIns = await freshProviders()
    expect(await clients[name].call(standIns)).toEqual({
      ok: true,
      value: { account: 'ops-console@example-project.iam.gserviceaccount.com', usedBytes: 5153960755, limitBytes: 16106127360 },
    })
    expect(standIns.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /token', 'GET /drive/v3/about'])
    expect(standIns.requests[1]!.query).toEqual({ fields: 'user,storageQuota' })
  })

  it('drive: a key that signs wrongly is refused by the endpoint that verifies it', async () => {
    const standIns = await freshProviders()
    const file = join(freshFolder(), 'key.json')
    writeFileSync(file, JSON.stringify({ ...standIns.credentials.serviceAccount, private_key: strangersKey() }))
    const answer = await drivePort(rulesFor(standIns)).about(file)
    expect(answer).toMatchObject({ ok: false, error: { code: 'auth_invalid' } })
    expect(standIns.requestsTo('drive')).toEqual([])
  })

  it('telegram: the bot’s own name', async () => {
    expect(await clients['telegram, who it is'].call(await freshProviders())).toEqual({ ok: true, value: { name: 'ops_console_bot' } })
  })

  it('telegram: the message, its chat, and the receipt', async () => {
    const standIns = await freshProviders()
    expect(await clients.telegram.call(standIns)).toEqual({ ok: true, value: { id: '1' } })
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
})

/** Wire fault → what it means, the same through every client. */
const meanings: [Behaviour & string, Fault['code']][] = [
  ['hang', 'transport'],
  ['drip', 'transport'],
  ['reset', 'transport'],
  ['reset-mid-headers', 'transport'],
  ['reset-mid-body', 'transport'],
  ['short', 'transport'],
  ['garbage', 'transport'],
  ['huge-header', 'transport'],
  ['truncate', 'bad_payload'],
  ['empty', 'bad_payload'],
  ['bad-gzip', 'bad_payload'],
  ['gzip-bomb', 'bad_payload'],
  ['html', 'bad_payload'],
  ['redirect', 'network_blocked'],
  ['html-502', 'server_error'],
]

describe.each(clientNames)('broken wires through %s', (name) => {
  it.concurrent.each(meanings)('%s is %s, after one request', async (behaviour, code) => {
    const { fault, standIns } = await failureOf(name, behaviour)
    expect(fault.code).toBe(code)
    expect(fault.message).not.toBe('')
    expect(standIns.requestsTo(clients[name].provider)).toHaveLength(1)
  })

  it('a refused connection is the provider’s trouble', async () => {
    const standIns = await freshProviders()
    // A port that was just free: nobody listens there.
    const gone = await freshProviders()
    const originMap = { ...standIns.originMap }
    const real = Object.entries(standIns.originMap).find(([, url]) => url === standIns.url[clients[name].provider])![0]
    originMap[real] = gone.url[clients[name].provider]
    await gone.close()
    const answer = await clients[name].call({ ...standIns, originMap })
    expect(answer).toMatchObject({ ok: false, error: { code: 'transport', message: expect.stringContaining('ECONNREFUSED') } })
  })
})

/** faults.json, through the client that makes the call in question. */
const answered: [ClientName, string, Fault['code'], number?][] = [
  ['stripe', 'key_invalid', 'auth_invalid'],
  ['stripe', 'key_expired', 'auth_invalid'],
  ['stripe', 'restricted_key_permission', 'permission_missing'],
  ['stripe', 'rate_limit', 'rate_limited'],
  ['stripe', 'lock_timeout', 'rate_limited'],
  ['stripe', 'server_error', 'server_error'],
  ['notion', 'token_invalid', 'auth_invalid'],
  ['notion', 'capability_missing', 'permission_missing'],
  ['notion, a data source', 'data_source_not_shared', 'not_found_or_not_shared'],
  ['notion', 'rate_limited_workspace', 'rate_limited', 180_000],
  ['notion', 'bad_gateway_html', 'server_error'],
  ['notion', 'database_connection_unavailable', 'server_error'],
  ['notion', 'cloudflare_block', 'network_blocked'],
  ['drive’s token', 'token_revoked', 'auth_invalid'],
  ['drive’s token', 'clock_skew', 'clock_skew'],
  ['drive’s token', 'key_deleted', 'auth_invalid'],
  ['drive as a user', 'api_disabled', 'permission_missing'],
  ['drive as a user', 'user_rate_limit', 'rate_limited'],
  ['drive as a user', 'daily_limit', 'quota_exhausted'],
  ['drive as a user', 'unavailable', 'server_error'],
  ['telegram', 'token_unauthorized', 'auth_invalid'],
  ['telegram', 'wrong_path', 'auth_invalid'],
  ['telegram', 'too_many_requests', 'rate_limited', 35_000],
  ['telegram', 'bot_blocked', 'target_gone'],
  ['telegram', 'migrated', 'migrated'],
  ['telegram', 'cant_parse_entities', 'request_invalid'],
  ['telegram', 'bad_gateway_json', 'server_error'],
  ['telegram', 'bad_gateway_html', 'server_error'],
]

describe('answered failures', () => {
  it.concurrent.each(answered)('%s: %s is %s', async (name, failure, code, waitMs) => {
    const { provider } = clients[name]
    const vendor = provider === 'googleToken' ? 'drive' : provider
    const { fault, standIns } = await failureOf(name, faultCase(vendor, failure))
    expect(fault.code).toBe(code)
    expect(fault.retryAfterMs).toBe(waitMs)
    expect(standIns.requestsTo(provider)).toHaveLength(1)
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
    const answer = await drivePort(rulesFor(standIns)).about(file)
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringContaining(words), hint: expect.stringContaining('service account') } })
    expect(standIns.requests).toEqual([])
  })

  it('holds a broken private key: nobody is asked, and the key is in no message', async () => {
    const standIns = await freshProviders()
    const file = join(freshFolder(), 'credentials.json')
    const key = standIns.credentials.serviceAccount.private_key.slice(0, 400)
    writeFileSync(file, JSON.stringify({ ...standIns.credentials.serviceAccount, private_key: key }))
    const answer = await drivePort(rulesFor(standIns)).about(file)
    expect(answer).toMatchObject({ ok: false, error: { hint: expect.stringContaining('credential') } })
    for (const secret of standIns.secrets) expect(JSON.stringify(answer)).not.toContain(secret)
    expect(standIns.requests).toEqual([])
  })
})

describe('origins', () => {
  it('nothing but a provider’s origin is asked', async () => {
    const { exchange } = await import('../../../src/host/io/exchange')
    const standIns = await freshProviders()
    const { fetch, evidence } = exchange(rulesFor(standIns)())
    await expect(fetch('https://example.com/v1/balance')).rejects.toThrow('the exchange failed: origin')
    expect(evidence()).toEqual({ type: 'broken', reason: 'origin', code: null })
    expect(standIns.requests).toEqual([])
  })
})
