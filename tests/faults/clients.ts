import { callProvider, type CallRules } from '../../src/host/providers/call'
import { driveClient, drivePort } from '../../src/host/providers/drive'
import { notionClient, notionPort } from '../../src/host/providers/notion'
import { openaiClient, openaiPort } from '../../src/host/providers/openai'
import { stripeClient, stripePort } from '../../src/host/providers/stripe'
import { telegramApi, telegramPort } from '../../src/host/providers/telegram'
import type { Result } from '../../src/shared/result'
import type { Credentials, Provider } from '../fixtures/providers/index'
import type { Vendor } from './faults-file'

/** One call through a provider's real client library. */
export interface Call {
  /** Whose stand-in is asked. */
  provider: Provider
  make(rules: CallRules, credentials: Credentials): Promise<Result<unknown>>
}

type Fetch = typeof globalThis.fetch
const client = (vendor: Vendor, ask: (fetch: Fetch, rules: CallRules, credentials: Credentials) => Promise<unknown>): Call => ({
  provider: vendor,
  // Every case is a failure: what a library takes for an answer isn't one.
  make: (rules, credentials) => callProvider(vendor, rules, (fetch) => ask(fetch, rules, credentials), () => false),
})
const port = (provider: Provider, make: Call['make']): Call => ({ provider, make })

type StripeClient = Awaited<ReturnType<typeof stripeClient>>
type NotionClient = Awaited<ReturnType<typeof notionClient>>
type OpenaiClient = Awaited<ReturnType<typeof openaiClient>>
type DriveClient = Awaited<ReturnType<typeof driveClient>>
type TelegramApi = Awaited<ReturnType<typeof telegramApi>>

const stripe = (ask: (stripe: StripeClient) => Promise<unknown>): Call => client('stripe', async (fetch, rules, { stripeKey }) => ask(await stripeClient(stripeKey, rules, fetch)))
const notion = (ask: (notion: NotionClient) => Promise<unknown>): Call => client('notion', async (fetch, rules, { notionToken }) => ask(await notionClient(notionToken, rules, fetch)))
const openai = (ask: (openai: OpenaiClient) => Promise<unknown>): Call => client('openai', async (fetch, rules, { openaiAdminKey }) => ask(await openaiClient(openaiAdminKey, rules, fetch)))
const telegram = (ask: (api: TelegramApi) => Promise<unknown>): Call => client('telegram', async (fetch, rules, { telegramToken }) => ask(await telegramApi(telegramToken, rules, fetch)))
const google = (ask: (google: DriveClient) => Promise<unknown>): Call => client('drive', async (fetch, _rules, { authorizedUser }) => ask(await driveClient(authorizedUser as never, fetch)))

/** What Google's sign-in leaves with the console. */
const signInOf = ({ authorizedUser: user }: Credentials): string =>
  JSON.stringify({ clientId: user.client_id, clientSecret: user.client_secret, refreshToken: user.refresh_token, account: null, scope: null, signedInAt: 0, expiresAt: null })

const notionId = '248104cd-477e-80af-bc30-000bd28de8f9'
const fileId = '1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms'

/** The calls the console makes go through its own ports; the rest of each vendor's contract by the library's own names. */
const calls: Record<Vendor, Record<string, Call>> = {
  stripe: {
    'GET /v1/balance': port('stripe', (rules, { stripeKey }) => stripePort(rules).balance(stripeKey)),
    'GET /v1/balance_transactions': stripe((api) => api.balanceTransactions.list({ limit: 1 })),
    'GET /v1/balance_transactions/{id}': stripe((api) => api.balanceTransactions.retrieve('txn_1')),
    'GET /v1/charges': stripe((api) => api.charges.list({ limit: 1 })),
    'GET /v1/charges/{id}': stripe((api) => api.charges.retrieve('ch_nope')),
    'GET /v1/events': stripe((api) => api.events.list({ limit: 1 })),
    'GET /v1/events/{id}': stripe((api) => api.events.retrieve('evt_1')),
  },
  notion: {
    'GET /v1/users/me': port('notion', (rules, { notionToken }) => notionPort(rules).me(notionToken)),
    'GET /v1/data_sources/{id}': port('notion', (rules, { notionToken }) => notionPort(rules).dataSource(notionToken, notionId)),
    'POST /v1/search': port('notion', (rules, { notionToken }) => notionPort(rules).dataSources(notionToken)),
    'POST /v1/data_sources/{id}/query': notion((api) => api.dataSources.query({ data_source_id: notionId, page_size: 1 })),
    'GET /v1/databases/{id}': notion((api) => api.databases.retrieve({ database_id: notionId })),
    'GET /v1/pages/{id}': notion((api) => api.pages.retrieve({ page_id: notionId })),
    'POST /v1/pages': notion((api) => api.pages.create({ parent: { type: 'data_source_id', data_source_id: notionId }, properties: {} })),
    'PATCH /v1/pages/{id}': notion((api) => api.pages.update({ page_id: notionId, properties: {} })),
  },
  drive: {
    'POST token_uri': port('googleToken', (rules, credentials) => drivePort(rules).about({ signIn: signInOf(credentials) })),
    'GET /drive/v3/about': port('drive', (rules, credentials) => drivePort(rules).about({ signIn: signInOf(credentials) })),
    'GET /drive/v3/files': google(({ drive }) => drive.files.list({ pageSize: 1 })),
    'GET /drive/v3/files/{id}': google(({ drive }) => drive.files.get({ fileId })),
    'POST /drive/v3/files': google(({ drive }) => drive.files.create({ requestBody: { name: 'report.txt' } })),
    'PATCH /drive/v3/files/{id}': google(({ drive }) => drive.files.update({ fileId, requestBody: { name: 'report.txt' } })),
    'DELETE /drive/v3/files/{id}': google(({ drive }) => drive.files.delete({ fileId })),
    'GET /drive/v3/files/generateIds': google(({ drive }) => drive.files.generateIds({ count: 1 })),
    'POST /upload/drive/v3/files': google(({ drive }) => drive.files.create({ requestBody: { name: 'report.txt' }, media: { mimeType: 'text/plain', body: 'report' } })),
    'PATCH /upload/drive/v3/files/{id}': google(({ drive }) => drive.files.update({ fileId, media: { mimeType: 'text/plain', body: 'report' } })),
  },
  openai: {
    'GET /v1/models': port('openai', (rules, { openaiAdminKey }) => openaiPort(rules).models(openaiAdminKey)),
    'GET /v1/organization/costs': port('openai', (rules, { openaiAdminKey }) => openaiPort(rules).costs(openaiAdminKey)),
    'GET /v1/models/{id}': openai((api) => api.models.retrieve('gpt-4o')),
    'GET /v1/organization/usage/completions': openai((api) => api.admin.organization.usage.completions({ start_time: 1_700_000_000 })),
    'GET /v1/organization/usage/embeddings': openai((api) => api.admin.organization.usage.embeddings({ start_time: 1_700_000_000 })),
  },
  telegram: {
    getMe: port('telegram', (rules, { telegramToken }) => telegramPort(rules).me(telegramToken)),
    sendMessage: port('telegram', (rules, { telegramToken, telegramChatId }) => telegramPort(rules).send(telegramToken, telegramChatId, { text: 'text' })),
    getUpdates: port('telegram', (rules, { telegramToken }) => telegramPort(rules).updates(telegramToken, 0, 0)),
    editMessageText: telegram((api) => api.editMessageText(1, 1, 'text')),
    answerCallbackQuery: telegram((api) => api.answerCallbackQuery('1')),
    setMyCommands: telegram((api) => api.setMyCommands([{ command: 'status', description: 'What is unwell' }])),
    getChat: telegram((api) => api.getChat(1)),
  },
}

/** Every braced part of a path is an id here. */
const shape = (operation: string): string => operation.replaceAll(/\{[^}]*\}/g, '{id}')

/** Whatever method and path: by the request each library has for what it has no name for. */
function anyCall(vendor: Vendor, operation: string): Call {
  const [, method = 'GET', braced = ''] = /^([A-Z]+)\s+(\S+)$/.exec(operation) ?? []
  const path = braced.replaceAll(/\{[^}]*\}/g, vendor === 'notion' ? notionId : 'id_1')
  const writes = /^(POST|PUT|PATCH)$/.test(method)
  switch (vendor) {
    case 'stripe':
      return stripe((api) => api.rawRequest(method, path, method === 'POST' ? {} : undefined))
    case 'notion':
      return notion((api) => api.request({ method: method.toLowerCase() as 'get', path: path.replace(/^\/v1\//, ''), ...(writes ? { body: {} } : {}) }))
    case 'drive':
      return google(({ auth }) => auth.request({ url: `https://www.googleapis.com${path}`, method: method as 'GET', ...(writes ? { data: {} } : {}) }))
    case 'openai':
      return openai((api) => api.request({ method: method.toLowerCase() as 'get', path: path.replace(/^\/v1(?=\/)/, ''), ...(writes ? { body: {} } : {}) }))
    case 'telegram':
      throw new Error('Telegram’s methods have names')
  }
}

/** A method of the Bot API by its name, also where an operation is written with its path. */
function telegramCall(operation: string): Call {
  const name = operation.split(/[\s/]/).at(-1)!
  return calls.telegram[name] ?? telegram((api) => (api.raw as unknown as Record<string, (payload: object) => Promise<unknown>>)[name]!({}))
}

/** The call an operation of faults.json stands for: "GET /v1/charges/{id}", "POST token_uri", "sendMessage". */
export function callFor(vendor: Vendor, operation: string): Call {
  if (vendor === 'telegram') return telegramCall(operation)
  const known = calls[vendor][shape(operation)]
  if (known) return known
  if (vendor === 'drive' && /token/.test(operation)) return calls.drive['POST token_uri']!
  if (!/^[A-Z]+ \//.test(operation)) throw new Error(`“${operation}” of ${vendor} isn’t an operation such as “GET /v1/things/{id}”`)
  return anyCall(vendor, operation)
}

/** Loads the libraries: in a console they are at hand by the time a deadline matters. */
export const loadClients = (): Promise<unknown> =>
  Promise.all([import('stripe'), import('@notionhq/client'), import('@googleapis/drive'), import('google-auth-library'), import('gaxios'), import('openai'), import('grammy')])

/** One call through each client, and through what signs Google's in. */
export const oneOfEach: Record<string, Call> = {
  stripe: callFor('stripe', 'GET /v1/balance'),
  notion: callFor('notion', 'GET /v1/users/me'),
  drive: callFor('drive', 'GET /drive/v3/about'),
  'drive’s token': callFor('drive', 'POST token_uri'),
  openai: callFor('openai', 'GET /v1/models'),
  telegram: callFor('telegram', 'getMe'),
}
