import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { waitMsOf } from '../../../../src/core/classify/wait'
import { json, told } from './evidence'

const day = 86_400_000

describe('the wait an answer asks for', () => {
  const date = 'Mon, 23 Nov 2026 10:00:00 GMT'
  it.each<[string, Record<string, string>, unknown, number | undefined]>([
    ['seconds', { 'retry-after': '20' }, {}, 20_000],
    ['none at all', { 'retry-after': '0' }, {}, 0],
    ['part of a second', { 'retry-after': '1.5' }, {}, 1500],
    ['of two headers of one name the first', { 'retry-after': '20, 30' }, {}, 20_000],
    ['a date beside the answer’s own', { 'retry-after': 'Mon, 23 Nov 2026 10:02:00 GMT', date }, {}, 120_000],
    ['a date without one: our clock may be wrong', { 'retry-after': 'Mon, 23 Nov 2026 10:02:00 GMT' }, {}, undefined],
    ['a date that is over', { 'retry-after': 'Mon, 23 Nov 2026 09:00:00 GMT', date }, {}, undefined],
    ['a date far away', { 'retry-after': 'Mon, 23 Nov 2099 10:00:00 GMT', date }, {}, day],
    ['a negative one', { 'retry-after': '-5' }, {}, undefined],
    ['an empty one', { 'retry-after': '' }, {}, undefined],
    ['no figure', { 'retry-after': 'soon' }, {}, undefined],
    ['NaN', { 'retry-after': 'NaN' }, {}, undefined],
    ['endless', { 'retry-after': 'Infinity' }, {}, undefined],
    ['in other digits', { 'retry-after': '0x10' }, {}, undefined],
    ['more than a day', { 'retry-after': '999999999' }, {}, day],
    ['milliseconds, which are more exact', { 'retry-after-ms': '1234', 'retry-after': '2' }, {}, 1234],
    ['Telegram’s own figure first', { 'retry-after': '20' }, { parameters: { retry_after: 35 } }, 35_000],
    ['Telegram’s, in words', {}, { description: 'Too Many Requests: retry after 35' }, 35_000],
    ['Telegram’s flood', {}, { description: 'FLOOD_WAIT_42' }, 42_000],
    ['a negative figure of Telegram’s', {}, { parameters: { retry_after: -1 } }, undefined],
    ['Notion’s, where the header is missing', {}, { additional_data: { retry_after: '49' } }, 49_000],
    ['Notion’s header first', { 'retry-after': '10' }, { additional_data: { retry_after: '49' } }, 10_000],
    ['Google’s', {}, { error: { details: [{ '@type': 'x' }, { retryDelay: '30s' }] } }, 30_000],
    ['OpenAI’s, from the limit that is used up', { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '6m0s', 'x-ratelimit-remaining-tokens': '100', 'x-ratelimit-reset-tokens': '1h' }, {}, 360_000],
    ['OpenAI’s, of two the longer', { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '20ms', 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '1.5s' }, {}, 1500],
    ['OpenAI’s, where nothing is used up', { 'x-ratelimit-remaining-requests': '1', 'x-ratelimit-reset-requests': '6m0s' }, {}, undefined],
    ['OpenAI’s, in words', {}, { error: { message: 'Please try again in 7m12s. Visit https://…' } }, 432_000],
    ['nothing', {}, null, undefined],
  ])('%s', (_name, headers, body, ms) => {
    expect(waitMsOf(headers, body)).toBe(ms)
  })

  it('is never negative, never longer than a day, and whole', () => {
    const texts = fc.oneof(fc.string(), fc.double().map(String), fc.constantFrom('1e999', '-0', '00000000000000000000001', '9'.repeat(400), '1.', '.5'))
    const waits = fc.oneof(texts, fc.double(), fc.integer(), fc.jsonValue())
    fc.assert(
      fc.property(texts, texts, waits, waits, (after, ms, own, text) => {
        const wait = waitMsOf({ 'retry-after': after, 'retry-after-ms': ms, date: after }, { parameters: { retry_after: own }, additional_data: { retry_after: own }, description: text })
        expect(wait === undefined || (Number.isInteger(wait) && wait >= 0 && wait <= day)).toBe(true)
      }),
    )
  })
})

it.each<[string, number, object, number | undefined]>([
  ['a limit', 429, {}, 60_000],
  ['an outage', 503, {}, 60_000],
  ['a refusal', 401, {}, undefined],
  ['a limit that no wait cures', 429, { code: 'rate_limited', additional_data: { rate_limit_reason: 'public_api_request_blocked' } }, undefined],
])('counts for %s', (_name, status, body, ms) => {
  expect(told('notion', json(status, body, { 'retry-after': '60' })).retryAfterMs).toBe(ms)
})
