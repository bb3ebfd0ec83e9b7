import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/echopilot'
import type { HttpAnswer, HttpRequest } from '../../../../src/core/io'
import { reading as readingSchema } from '../../../../src/shared/model'
import type { Result } from '../../../../src/shared/result'
import { no, page, self, world, yes } from '../world'

const url = 'http://127.0.0.1:8000'
const metrics = { ok: true, jobs_total: 42, uptime_seconds: 86_400, queue: { depth: 3, oldest: null }, version: '1.4.0' }
const finance = { revenue_usd: 12.5, data: { margin: 0.4, by_day: [1, 2] } }

type Pages = { metrics?: Result<HttpAnswer>; finance?: Result<HttpAnswer> }
const look = (pages: Pages = {}, base = url, token: string | null = null) => {
  const requests: HttpRequest[] = []
  const io = world({
    http(request) {
      requests.push(request)
      const answers = request.url.endsWith('/api/finance-metrics') ? (pages.finance ?? yes(page(200, finance))) : (pages.metrics ?? yes(page(200, metrics)))
      return answers
    },
  })
  return probe.run(probe.schema.parse({ url: base }), io, self({ secret: (field) => (field === 'token' ? token : null) })).then((reading) => ({ reading, asked: io.asked, requests }))
}

describe('the EchoPilot probe', () => {
  it('asks for both pages and shows their figures', async () => {
    const { reading, asked } = await look()
    expect(reading).toEqual({
      status: 'ok',
      code: null,
      message: '',
      hint: null,
      figure: '6 figures',
      value: null,
      detail: { metrics: { jobs_total: 42, uptime_seconds: 86_400, 'queue.depth': 3, version: '1.4.0' }, finance: { revenue_usd: 12.5, margin: 0.4 } },
    })
    expect(asked).toEqual([`http GET ${url}/api/metrics-summary`, `http GET ${url}/api/finance-metrics`])
  })

  it.each([
    ['https://echo.example.com/', 'https://echo.example.com/api/metrics-summary'],
    ['https://Echo.example.com:8443/ops//', 'https://echo.example.com:8443/ops/api/metrics-summary'],
    ['https://echo.example.com/ops?x=1#y', 'https://echo.example.com/ops/api/metrics-summary'],
  ])('below %s', async (base, first) => {
    expect((await look({}, base)).asked[0]).toBe(`http GET ${first}`)
  })

  it('sends its token to both', async () => {
    const { requests } = await look({}, url, 'canary')
    expect(requests.map(({ headers }) => headers)).toEqual([{ authorization: 'Bearer canary' }, { authorization: 'Bearer canary' }])
  })

  it.each<[string, unknown, string, string]>([
    ['ok: false', { ok: false, error: 'Database is gone.' }, 'fail', 'It says: Database is gone.'],
    ['an error with a message', { ok: false, error: { message: 'No  disk\nleft' } }, 'fail', 'It says: No disk left.'],
    ['only a message', { success: false, message: 'Paused' }, 'fail', 'It says: Paused.'],
    ['no reason', { ok: false }, 'fail', 'It says: not ok.'],
    ['odd reasons', { ok: false, error: 7, message: [], detail: ' ' }, 'fail', 'It says: not ok.'],
    ['status: error', { status: 'error' }, 'fail', 'It says: status “error”.'],
    ['status: FAILED', { status: ' FAILED ', detail: 'Tick lost' }, 'fail', 'It says: Tick lost.'],
    ['a status of its own', { ok: true, status: 'unhealthy' }, 'fail', 'It says: status “unhealthy”.'],
    ['degraded', { status: 'degraded' }, 'warning', 'It says: status “degraded”.'],
    ['much', { ok: false, error: 'x'.repeat(500) }, 'fail', `It says: ${'x'.repeat(119)}….`],
  ])('says in its own words what is wrong: %s', async (_name, body, status, message) => {
    expect((await look({ metrics: yes(page(200, body)) })).reading).toMatchObject({ status, code: 'expectation_failed', message })
    expect((await look({ finance: yes(page(200, body)) })).reading).toMatchObject({ status, code: 'expectation_failed', message })
  })

  it('repeats no credential that it says', async () => {
    const { reading } = await look({ metrics: yes(page(200, { ok: false, error: 'Stripe refused sk_live_canary0123456789', note: 'sk_live_canary0123456789' })) })
    expect(reading.message).toMatch(/^It says: Stripe refused sk_/)
    expect(JSON.stringify(reading)).not.toContain('canary')
  })

  it.each(['ok', 'healthy', 'running', 'no errors', ''])('isn’t troubled by status “%s”', async (status) => {
    expect((await look({ metrics: yes(page(200, { status })) })).reading.status).toBe('ok')
  })

  it('warns where only the finance metrics are missing', async () => {
    expect((await look({ finance: yes(page(404)) })).reading).toMatchObject({
      status: 'warning',
      code: 'expectation_failed',
      message: 'Answers, but has no finance metrics (404).',
      figure: '4 figures',
      detail: { metrics: { jobs_total: 42 } },
    })
  })

  it.each<[string, Pages, string, string]>([
    ['both are missing', { metrics: yes(page(404)), finance: yes(page(404)) }, 'expectation_failed', '127.0.0.1:8000 answers 404, not 200.'],
    ['the metrics are missing', { metrics: yes(page(404)) }, 'expectation_failed', '127.0.0.1:8000 answers 404, not 200.'],
    ['finance breaks down', { finance: yes(page(500)) }, 'server_error', '127.0.0.1:8000 answers 500, not 200.'],
    ['it wants a sign-in', { metrics: yes(page(401)) }, 'permission_missing', '127.0.0.1:8000 wants a sign-in (401).'],
    ['nothing comes', { metrics: no('transport'), finance: no('transport') }, 'transport', 'it said transport'],
    ['one never comes', { finance: no('transport') }, 'transport', 'it said transport'],
    ['it is a page', { metrics: yes(page(200, '<html>')) }, 'bad_payload', 'Its metrics aren’t a JSON object.'],
    ['it is a list', { metrics: yes(page(200, [1])) }, 'bad_payload', 'Its metrics aren’t a JSON object.'],
    ['it is null', { finance: yes(page(200, null)) }, 'bad_payload', 'Its finance metrics aren’t a JSON object.'],
  ])('fails when %s', async (_name, pages, code, message) => {
    expect((await look(pages)).reading).toMatchObject({ status: 'fail', code, message })
  })

  it('has its token refused', async () => {
    expect((await look({ metrics: yes(page(401)) }, url, 'canary')).reading).toMatchObject({ code: 'auth_invalid', message: '127.0.0.1:8000 refuses the token (401).' })
  })

  it('shows ten fields of each, none of them long or secret', async () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`field_${i}`, i]))
    const odd = { api_key: 'canary', 'webhook.secret': 'canary', openai: { token: 'canary', total_tokens: 9 }, long: 'x'.repeat(61), ['n'.repeat(41)]: 1, list: [1], nothing: null, deep: { er: { still: 1 } }, infinite: Infinity }
    const { reading } = await look({ metrics: yes(page(200, many)), finance: { ok: true, value: page(200, 'x', { json: odd }) } })
    expect(Object.keys(reading.detail['metrics'] as object)).toHaveLength(10)
    expect(reading.detail['finance']).toEqual({ 'openai.total_tokens': 9 })
  })

  it('makes a reading of whatever JSON comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), fc.constantFrom(200, 404, 500), async (one, other, status) => {
        const { reading } = await look({ metrics: yes(page(200, '', { json: one })), finance: yes(page(status, '', { json: other })) })
        expect(readingSchema.parse(reading)).toBeDefined()
        expect(reading.message.length).toBeLessThan(200)
      }),
    )
  })

  it.each([
    ['http://127.0.0.1:8000', 'local', 'EchoPilot (127.0.0.1:8000)'],
    ['https://echo.example.com/ops/', 'remote', 'EchoPilot (echo.example.com/ops)'],
  ])('%s is %s, and called %s', (base, reach, name) => {
    const config = probe.schema.parse({ url: base })
    expect((probe.reach as (config: unknown) => string)(config)).toBe(reach)
    expect(probe.nameFor?.(config)).toBe(name)
  })

  it('takes no password in the address', () => {
    expect(probe.schema.safeParse({ url: 'http://me:canary@127.0.0.1' }).error?.issues[0]?.message).toMatch(/^an address without user and password/)
  })

  it.each([['auth_invalid', 'Replace token'], ['permission_missing', 'Change'], ['expectation_failed', 'Change'], ['bad_payload', 'Change'], ['server_error', undefined], [null, undefined]] as const)('%s leads to %s', (code, label) => {
    expect(probe.action(code)?.label).toBe(label)
  })
})
