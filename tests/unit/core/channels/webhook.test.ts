import { describe, expect, it } from 'vitest'
import channel, { bodyOf, receiptOf } from '../../../../src/core/channels/webhook'
import type { Message, WebhookAnswer } from '../../../../src/core/plugin'
import { retryOf, type FaultCode, type Retry } from '../../../../src/shared/faults'
import { ok } from '../../../../src/shared/result'
import { channelIo, delivery } from '../../../fixtures/channel-io'
import { no, settingsWith } from '../world'

const message: Message = { kind: 'alert', title: '❌ “a” < b & \\ \u0007', body: `line\n${'x'.repeat(100_000)}`, severity: 'fail', incident: 'i@1', about: [{ incident: 'i@1', type: 'opened' }] }
const answer = (status: number, own: Partial<WebhookAnswer> = {}): WebhookAnswer => ({ status, headers: {}, json: undefined, ...own })
const url = 'https://hooks.example.com/T0/canary'
const settings = settingsWith()

describe('what is posted', () => {
  it('is the whole message as JSON, with its time and its sender', () => {
    const { title, body, severity, kind, incident, about } = message
    expect(JSON.parse(bodyOf(message, delivery({ at: Date.UTC(2026, 10, 23, 12, 30) })))).toEqual({ title, body, severity, kind, incident, about, at: '2026-11-23T12:30:00.000Z', source: 'echopilot-console' })
  })

  it('goes to the secret address, and says by its key which message it is', async () => {
    const posted: unknown[][] = []
    const io = channelIo({ secret: (key) => (key === 'webhookUrl' ? url : null), webhook: async (...by) => (posted.push(by), ok(answer(200))) })
    expect(channel.wanted(settings, io)).toBe(true)
    expect(await channel.send(message, settings, io, delivery({ key: 'console-7' }))).toEqual(ok({ id: 'HTTP 200' }))
    expect(posted).toEqual([[url, { 'content-type': 'application/json', 'idempotency-key': 'console-7' }, bodyOf(message, delivery())]])
  })

  it('is nothing where there is no address', async () => {
    expect(channel.wanted(settings, channelIo())).toBe(false)
    expect(await channel.send(message, settings, channelIo(), delivery())).toMatchObject({ ok: false, error: { code: 'channel_off' } })
  })

  it('hands on why no answer came', async () => {
    const broken = no('transport')
    expect(await channel.send(message, settings, channelIo({ secret: () => url, webhook: async () => broken }), delivery())).toEqual(broken)
  })
})

describe('an answer', () => {
  it.each<[string, WebhookAnswer, string]>([
    ['with an id', answer(201, { json: { id: 'evt_1' } }), 'evt_1'],
    ['with a figure for an id', answer(200, { json: { id: 17 } }), '17'],
    ['with an id of no use', answer(200, { json: { id: 'x'.repeat(500) } }), 'HTTP 200'],
    ['with an id of no kind', answer(200, { json: { id: { nested: true } } }), 'HTTP 200'],
    ['of plain text', answer(202), 'HTTP 202'],
    ['of nothing', answer(204), 'HTTP 204'],
    ['of JSON that is null', answer(200, { json: null }), 'HTTP 200'],
  ])('%s is a receipt', (_what, given, id) => {
    expect(receiptOf(given)).toEqual(ok({ id }))
  })

  it.each<[number, FaultCode, Retry]>([
    [301, 'target_gone', 'no'],
    [302, 'target_gone', 'no'],
    [400, 'request_invalid', 'no'],
    [401, 'auth_invalid', 'no'],
    [403, 'auth_invalid', 'no'],
    [404, 'target_gone', 'no'],
    [408, 'conflict', 'soon'],
    [409, 'conflict', 'soon'],
    [410, 'target_gone', 'no'],
    [413, 'request_invalid', 'no'],
    [422, 'request_invalid', 'no'],
    [425, 'conflict', 'soon'],
    [429, 'rate_limited', 'later'],
    [500, 'server_error', 'later'],
    [502, 'server_error', 'later'],
    [503, 'server_error', 'later'],
    [599, 'server_error', 'later'],
  ])('%i is %s: try again %s', (status, code, retry) => {
    const said = receiptOf(answer(status))
    expect(said).toMatchObject({ ok: false, error: { code } })
    if (!said.ok) expect(retryOf(said.error)).toBe(retry)
  })

  it.each<[number, Record<string, string>, number | undefined]>([
    [429, { 'retry-after': '17' }, 17_000],
    [503, { 'retry-after': '120' }, 120_000],
    [503, { 'retry-after': 'Mon, 23 Nov 2026 12:01:00 GMT', date: 'Mon, 23 Nov 2026 12:00:00 GMT' }, 60_000],
    [429, {}, undefined],
    [429, { 'retry-after': 'soon' }, undefined],
  ])('%i keeps the wait that is asked for: %j', (status, headers, waitMs) => {
    const said = receiptOf(answer(status, { headers }))
    expect(said.ok ? null : said.error.retryAfterMs).toBe(waitMs)
  })
})
