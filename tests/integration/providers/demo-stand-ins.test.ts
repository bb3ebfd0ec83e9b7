import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { financeTable } from '../../../src/core/demo/finance'
import { openStandIns, type Service, type StandIns } from '../../../src/host/demo/stand-ins'
import { notionLimits } from '../../../src/host/demo/stand-ins/notion'
import { stripeForbids } from '../../../src/host/demo/stand-ins/stripe'
import { Contract, type Vendor } from '../../fixtures/providers/contracts'

const dayMs = 86_400_000
const madeAt = Date.UTC(2026, 10, 23, 10)
const yesterday = Math.floor(madeAt / dayMs - 1) * dayMs
const billed = [{ day: yesterday, model: 'gpt-5', requests: 3, input: 9000, cached: 400, output: 1200 }]

let standIns: StandIns
beforeAll(async () => {
  standIns = await openStandIns({ seed: 1, madeAt, billed })
})
afterAll(() => standIns.close())

interface Question {
  service: Vendor & Service
  path: string
  method?: string
  token?: string
  body?: object
}

const tokens: Partial<Record<Service, string>> = { stripe: 'rk_test_0123456789ab', notion: 'ntn_0123456789ab', openai: 'sk-admin-0123456789ab' }
const seconds = (at: number): number => Math.floor(at / 1000)
const bot = '/bot123456:abcdefghijkl'

async function ask({ service, path, method = 'GET', token = tokens[service], body }: Question) {
  const headers = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body ? { 'content-type': 'application/json' } : {}), 'notion-version': '2025-09-03' }
  const answer = await fetch(`${standIns.url[service]}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> }
}

const questions: Question[] = [
  { service: 'stripe', path: '/v1/balance' },
  { service: 'stripe', path: `/v1/balance_transactions?created[gte]=${seconds(madeAt - 30 * dayMs)}&created[lt]=${seconds(madeAt)}&limit=100` },
  { service: 'stripe', path: '/v1/charges?limit=100' },
  { service: 'stripe', path: '/v1/balance', token: 'nonsense' },
  { service: 'notion', path: '/v1/users/me' },
  { service: 'notion', path: `/v1/data_sources/${financeTable.id}` },
  { service: 'notion', path: `/v1/data_sources/${financeTable.id}/query`, method: 'POST', body: { page_size: 5 } },
  { service: 'notion', path: '/v1/search', method: 'POST', body: { page_size: 5 } },
  { service: 'notion', path: '/v1/users/me', token: 'nonsense' },
  { service: 'openai', path: '/v1/models' },
  { service: 'openai', path: `/v1/organization/costs?start_time=${seconds(yesterday)}&limit=1` },
  { service: 'openai', path: `/v1/organization/usage/completions?start_time=${seconds(yesterday)}&limit=1` },
  { service: 'telegram', path: `${bot}/getMe`, method: 'POST' },
  { service: 'telegram', path: `${bot}/sendMessage`, method: 'POST', body: { chat_id: 987654321, text: 'hello' } },
  { service: 'telegram', path: `${bot}/editMessageText`, method: 'POST', body: { chat_id: 987654321, message_id: 42, text: 'hello' } },
  { service: 'telegram', path: `${bot}/getUpdates`, method: 'POST', body: { timeout: 0 } },
  { service: 'telegram', path: `${bot}/setMyCommands`, method: 'POST', body: { commands: [] } },
  { service: 'telegram', path: '/botnonsense/getMe', method: 'POST' },
]

const problemsOf = ({ service, path, method = 'GET' }: Question, status: number, body: unknown): string[] => {
  const contract = Contract.of(service)
  const operation = contract.match(method, path.replace(/\?.*$/, ''))
  return operation ? contract.responseProblems(operation, status, body) : [`the contract has no ${method} ${path}`]
}

describe('a demo’s stand-ins answer as the vendors’ contracts say', () => {
  it.each(questions)('$service $path $token', async (question) => {
    standIns.telegram.write('hello')
    const { status, body } = await ask(question)
    expect(status).toBe(question.token === 'nonsense' || question.path.includes('nonsense') ? 401 : 200)
    expect(problemsOf(question, status, body)).toEqual([])
  })

  it('Drive, with the token that Google’s endpoint hands out', async () => {
    const handed = await fetch(`${standIns.url.googleToken}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'refresh_token' }) })
    const { access_token: token } = (await handed.json()) as { access_token: string }
    const question: Question = { service: 'drive', path: '/drive/v3/about?fields=user,storageQuota', token }
    const { status, body } = await ask(question)
    expect([status, problemsOf(question, status, body)]).toEqual([200, []])
    expect((await ask({ ...question, token: 'nonsense' })).status).toBe(401)
  })

  it('when they misbehave, too', () => {
    expect(problemsOf({ service: 'stripe', path: '/v1/balance' }, stripeForbids.status, stripeForbids.body)).toEqual([])
    expect(problemsOf({ service: 'notion', path: '/v1/users/me' }, notionLimits.status, notionLimits.body)).toEqual([])
  })
})

describe('lists', () => {
  const page = async (after?: string) => (await ask({ service: 'stripe', path: `/v1/balance_transactions?limit=100${after ? `&starting_after=${after}` : ''}` })).body as { data: { id: string; net: number; amount: number; fee: number }[]; has_more: boolean }

  it('of payments go on behind a cursor, to the end, each row once and sound', async () => {
    const rows: { id: string }[] = []
    for (let next = await page(); ; next = await page(next.data.at(-1)!.id)) {
      for (const { net, amount, fee } of next.data) expect(net).toBe(amount - fee)
      rows.push(...next.data)
      if (!next.has_more) break
    }
    expect(rows.length).toBeGreaterThan(300)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  })

  it('of the Finance table are of the days asked for', async () => {
    const filter = { and: [{ property: 'Date', date: { on_or_after: '2026-10-01' } }, { property: 'Date', date: { before: '2026-11-01' } }] }
    const { body } = await ask({ service: 'notion', path: `/v1/data_sources/${financeTable.id}/query`, method: 'POST', body: { filter, page_size: 100 } })
    const dates = (body['results'] as { properties: { Date: { date: { start: string } } } }[]).map(({ properties }) => properties.Date.date.start)
    expect(dates.length).toBeGreaterThan(3)
    expect(dates.every((date) => date.startsWith('2026-10'))).toBe(true)
  })

  it('of bills have a bucket for each day', async () => {
    const { body } = await ask({ service: 'openai', path: `/v1/organization/costs?start_time=${seconds(yesterday - 2 * dayMs)}&end_time=${seconds(yesterday + dayMs)}&limit=31` })
    expect((body['data'] as { results: object[] }[]).map(({ results }) => results.length)).toEqual([0, 0, 1])
  })
})

describe('on cue', () => {
  it('one misbehaves and the others don’t, until all are well', async () => {
    standIns.setTroubles({ stripe: { answers: stripeForbids }, notion: { answers: notionLimits } })
    expect((await ask({ service: 'stripe', path: '/v1/balance' })).status).toBe(403)
    expect((await ask({ service: 'notion', path: '/v1/users/me' })).headers.get('retry-after')).toBe('60')
    expect((await ask({ service: 'openai', path: '/v1/models' })).status).toBe(200)
    standIns.setTroubles({})
    expect((await ask({ service: 'stripe', path: '/v1/balance' })).status).toBe(200)
  })

  it('a reader of the bot’s messages gets what is written while it waits', async () => {
    const seen = await ask({ service: 'telegram', path: `${bot}/getUpdates`, method: 'POST', body: { offset: 0 } })
    const last = Math.max(0, ...(seen.body['result'] as { update_id: number }[]).map(({ update_id: id }) => id))
    const waiting = ask({ service: 'telegram', path: `${bot}/getUpdates`, method: 'POST', body: { offset: last + 1, timeout: 20 } })
    standIns.telegram.write('/start code')
    const { body } = await waiting
    expect((body['result'] as { message: { text: string } }[]).at(-1)!.message.text).toBe('/start code')
  })
})
