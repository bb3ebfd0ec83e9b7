import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/http'
import type { HttpAnswer } from '../../../../src/core/io'
import type { Fault } from '../../../../src/shared/faults'
import { err } from '../../../../src/shared/result'
import { no, page, self, world, yes } from '../world'

const url = 'https://shop.example.com/health'
const settings = { kind: 'settings', section: 'checks' }

const look = (answer: HttpAnswer | Fault, config: object = {}, token: string | null = null) => {
  const io = world({ http: () => ('code' in answer ? err(answer) : yes(answer)) })
  return probe.run(probe.schema.parse({ url, ...config }), io, self({ secret: (field) => (field === 'token' ? token : null) })).then((reading) => ({ reading, asked: io.asked }))
}

describe('the HTTP endpoint probe', () => {
  it('says what came', async () => {
    const { reading, asked } = await look(page(200, { a: 'ü' }, { headers: { 'content-type': 'application/json' } }))
    const detail = { status: 200, sizeBytes: 10, contentType: 'application/json', address: url }
    expect(reading).toEqual({ status: 'ok', code: null, message: '', hint: null, figure: '200 · 10 B', value: null, detail })
    expect(asked).toEqual([`http GET ${url}`])
  })

  it('sends its own token, by its method', async () => {
    expect((await look(page(204), { method: 'POST' }, 'canary')).asked).toEqual([`http POST ${url} Bearer canary`])
  })

  it('shows no size where nothing came, and no query anywhere', async () => {
    const { reading } = await look(page(204, '', { url: 'https://shop.example.com/health?key=canary#canary' }), { url: `${url}?key=canary` })
    expect(reading).toMatchObject({ status: 'ok', figure: '204', detail: { address: url } })
    expect(JSON.stringify(reading)).not.toContain('canary')
  })

  it.each([
    [500, 'server_error', 'shop.example.com answers 500, not 200–299.'],
    [503, 'server_error', 'shop.example.com answers 503, not 200–299.'],
    [400, 'expectation_failed', 'shop.example.com answers 400, not 200–299.'],
    [404, 'expectation_failed', 'shop.example.com answers 404, not 200–299.'],
    [302, 'expectation_failed', 'shop.example.com answers 302, not 200–299.'],
    [403, 'permission_missing', 'shop.example.com doesn’t let this check in (403).'],
    [429, 'rate_limited', 'shop.example.com asks to wait (429).'],
    [511, 'network_blocked', 'This network wants a sign-in before it lets shop.example.com through (511).'],
  ] as const)('%i is %s', async (status, code, message) => {
    const { reading } = await look(page(status))
    expect(reading).toMatchObject({ status: 'fail', code, message, detail: { status } })
    expect(reading.hint).toMatch(/\.$/)
  })

  it('tells a refused token from a missing one: only the first waits for a person', async () => {
    expect((await look(page(401), {}, 'canary')).reading).toMatchObject({ code: 'auth_invalid', message: 'shop.example.com refuses the token (401).' })
    expect((await look(page(401))).reading).toMatchObject({ code: 'permission_missing', message: 'shop.example.com wants a sign-in (401).' })
  })

  it('says where a redirect led that the token didn’t follow', async () => {
    const { reading } = await look(page(401, '', { url: 'https://login.example.com/x' }), {}, 'canary')
    expect(reading).toMatchObject({ code: 'permission_missing', message: 'login.example.com wants a sign-in (401).', hint: expect.stringContaining('shop.example.com sends there') })
  })

  it('says where a redirect leads that isn’t followed', async () => {
    const { reading } = await look(page(301, '', { headers: { location: 'https://user:canary@www.example.com/x' } }), { followRedirects: false })
    expect(reading.message).toBe('shop.example.com answers 301 and sends to www.example.com, not 200–299.')
  })

  it.each([
    ['404', 404],
    ['200,204', 204],
    ['200-299, 401', 401],
    ['500–599', 503],
  ])('finds %s right where it is expected', async (status, given) => {
    expect((await look(page(given), { status })).reading).toMatchObject({ status: 'ok', figure: String(given) })
  })

  it.each([
    [{ 'retry-after': '30' }, 30_000, 'shop.example.com asks to wait 30 s (429).'],
    [{ 'retry-after': 'Mon, 23 Nov 2026 10:02:00 GMT', date: 'Mon, 23 Nov 2026 10:00:00 GMT' }, 120_000, 'shop.example.com asks to wait 2 min (429).'],
    [{ 'retry-after': '99999999' }, 86_400_000, 'shop.example.com asks to wait 1 d (429).'],
    [{ 'retry-after': 'Mon, 23 Nov 2026 10:02:00 GMT' }, undefined, 'shop.example.com asks to wait (429).'],
    [{ 'retry-after': 'soon' }, undefined, 'shop.example.com asks to wait (429).'],
    [{ 'retry-after': '-5' }, undefined, 'shop.example.com asks to wait (429).'],
  ])('keeps the wait that is asked for: %o', async (headers, retryAfterMs, message) => {
    const { reading } = await look(page(429, '', { headers: headers as Record<string, string> }))
    expect(reading.retryAfterMs).toBe(retryAfterMs)
    expect(reading.message).toBe(message)
  })

  it('judges a field of the answer, and shows it', async () => {
    const condition = 'data.queue.depth < 100'
    expect((await look(page(200, { data: { queue: { depth: 42 } } }), { condition })).reading).toMatchObject({ status: 'ok', figure: 'data.queue.depth is 42' })
    expect((await look(page(200, { data: { queue: { depth: 150 } } }), { condition })).reading).toMatchObject({
      status: 'fail',
      code: 'expectation_failed',
      message: 'data.queue.depth is 150, expected < 100.',
    })
    expect((await look(page(200, { data: {} }), { condition })).reading).toMatchObject({ status: 'fail', message: 'data.queue is missing.' })
    expect((await look(page(200, '<html>'), { condition: 'error missing' })).reading).toMatchObject({ status: 'fail', code: 'bad_payload', message: 'shop.example.com answers with something that isn’t JSON.' })
  })

  it('looks for a text', async () => {
    expect((await look(page(200, 'All systems operational'), { contains: 'operational' })).reading.status).toBe('ok')
    expect((await look(page(200, 'Maintenance'), { contains: 'All systems operational' })).reading).toMatchObject({
      status: 'fail',
      code: 'expectation_failed',
      message: 'shop.example.com answers without “All systems operational”.',
    })
  })

  it('wants nothing where a text or a condition is empty', async () => {
    expect((await look(page(200, 'x'), { condition: '', contains: '' })).reading.status).toBe('ok')
    expect((await look(page(200, 'x'), { condition: null, contains: null })).reading.status).toBe('ok')
  })

  it.each([
    [1999, 'ok', ''],
    [2000, 'ok', ''],
    [2100, 'warning', 'shop.example.com took 2.1 s; the limit is 2.0 s.'],
  ])('warns when it is slow: after %i ms it is %s', async (tookMs, status, message) => {
    const times = [5000, 5000 + tookMs]
    const io = { ...world({ http: () => yes(page(200, 'x')) }), clock: { now: () => 0, monotonic: () => times.shift()! } }
    expect(await probe.run(probe.schema.parse({ url, slowAboveMs: 2000 }), io, self())).toMatchObject({ status, message, figure: '200 · 1 B' })
  })

  it.each(['transport', 'certificate_invalid', 'name_not_found', 'bad_payload'] as const)('passes on what stood in the way (%s)', async (code) => {
    const fault = no(code)
    expect((await look(fault.error)).reading).toMatchObject({ status: 'fail', code, message: `it said ${code}`, hint: 'do this' })
  })

  it('knows nothing of it while we are offline', async () => {
    expect((await look(no('offline').error)).reading).toMatchObject({ status: 'unknown', code: 'offline' })
  })

  it.each([
    ['https://shop.example.com', 'remote', 'shop.example.com'],
    ['https://Shop.Example.com:8443/a/b/?x=1', 'remote', 'shop.example.com:8443/a/b'],
    ['http://127.0.0.1:5000/health#x', 'local', '127.0.0.1:5000/health'],
    ['http://[::1]:5000/', 'local', '[::1]:5000'],
    ['http://nas', 'local', 'nas'],
    [`https://shop.example.com/${'x'.repeat(90)}`, 'remote', `shop.example.com/${'x'.repeat(43)}`],
  ])('%s is %s, and called %s', (address, reach, name) => {
    const config = probe.schema.parse({ url: address })
    expect((probe.reach as (config: unknown) => string)(config)).toBe(reach)
    expect(probe.nameFor?.(config)).toBe(name)
  })

  it.each<[object, string, string]>([
    [{ url: 'shop.example.com' }, 'url', 'a web address such as "https://shop.example.com/health"'],
    [{ url: 'ftp://shop.example.com' }, 'url', 'a web address such as "https://shop.example.com/health"'],
    [{ url: 'file:///etc/passwd' }, 'url', 'a web address such as "https://shop.example.com/health"'],
    [{ url: 'https://shop.example.com:99999' }, 'url', 'a web address such as "https://shop.example.com/health"'],
    [{ url: 'https://shop example.com' }, 'url', 'a web address such as "https://shop.example.com/health"'],
    [{ url: 'https://' }, 'url', 'a web address such as "https://shop.example.com/health"'],
    [{ url: 'https://me:canary@shop.example.com' }, 'url', 'an address without user and password: put the password into the secret field'],
    [{ url: 'https://me@shop.example.com/x' }, 'url', 'an address without user and password: put the password into the secret field'],
    [{ status: 'fine' }, 'status', 'statuses such as "200-299" or "200,204"'],
    [{ status: '' }, 'status', 'statuses such as "200-299" or "200,204"'],
    [{ status: '299-200' }, 'status', 'statuses such as "200-299" or "200,204"'],
    [{ status: '200,' }, 'status', 'statuses such as "200-299" or "200,204"'],
    [{ status: '999' }, 'status', 'statuses such as "200-299" or "200,204"'],
    [{ condition: 'status = ok' }, 'condition', 'a number, or text in quotes, instead of ok (character 10), such as status = "ok"'],
    [{ slowAboveMs: 0 }, 'slowAboveMs', 'a number of milliseconds such as 2000'],
    [{ method: 'HEAD', contains: 'x' }, 'method', 'GET: HEAD brings no content that a condition or a text could be looked for in'],
    [{ method: 'HEAD', condition: 'a exists' }, 'method', 'GET: HEAD brings no content that a condition or a text could be looked for in'],
  ])('refuses %j and shows what is right', (config, place, message) => {
    expect(probe.schema.safeParse({ url, ...config }).error?.issues).toMatchObject([{ path: [place], message }])
  })

  it('takes an address with @ in its path', () => {
    expect(probe.schema.safeParse({ url: 'https://shop.example.com/@me?to=a@b' }).success).toBe(true)
  })

  it.each([
    ['auth_invalid', { label: 'Replace token', do: settings }],
    ['permission_missing', { label: 'Change', do: settings }],
    ['expectation_failed', { label: 'Change', do: settings }],
    ['name_not_found', { label: 'Change', do: settings }],
    ['server_error', null],
    ['transport', null],
    [null, null],
  ] as const)('%s leads to %o', (code, action) => {
    expect(probe.action(code)).toEqual(action)
  })
})
