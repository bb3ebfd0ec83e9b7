import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callChannel, callNames, pushChannel } from '../../../src/shared/channel-names'
import { catalogue, fault } from '../../../src/shared/faults'
import { calls, pushes } from '../../../src/shared/ipc'
import { linkIds, links } from '../../../src/shared/links'
import { builtInTargets } from '../../../src/shared/settings'
import { detail, faultCode, reading, sample } from '../../../src/shared/model'
import { err, ok } from '../../../src/shared/result'

describe('the IPC contract', () => {
  it('is listed whole where no schema may be loaded', () => {
    expect([...callNames].toSorted()).toEqual(Object.keys(calls).toSorted())
  })

  it('gives every call and push a channel of its own', () => {
    const channels = [...callNames.map(callChannel), ...(Object.keys(pushes) as (keyof typeof pushes)[]).map(pushChannel)]
    expect(new Set(channels).size).toBe(channels.length)
    expect(callChannel('probe.run')).toBe('call:probe.run')
    expect(pushChannel('snapshot')).toBe('push:snapshot')
  })

  it.each<[keyof typeof calls, unknown[], unknown[]]>([
    ['snapshot.get', [undefined], [{}, 1]],
    ['probe.run', [{}, { targets: ['disk_ok'] }], [undefined, { targets: 'disk_ok' }, { targets: [1] }]],
    ['settings.update', [{ section: 'disk', values: {} }], [{ section: '__proto__', values: {} }, { section: 'disk' }]],
    ['connection.connect', [{ secret: 'stripeKey', value: 'rk_test_1' }, { secret: 'smtpPassword', value: 'short' }], [{ secret: 'other', value: 'rk_test_1' }, { secret: 'stripeKey', value: '  short ' }, { secret: 'stripeKey', value: 'x'.repeat(4097) }]],
    ['connection.disconnect', [{ secret: 'notionToken' }], [{ secret: 'x' }, {}]],
    ['jobs.run', [{ job: 'daily-probe' }], [{}, { job: 1 }]],
    ['jobs.history', [{ limit: 1 }, { limit: 500 }], [{ limit: 0 }, { limit: 501 }, { limit: 1.5 }]],
    ['incidents.list', [{ limit: 20 }], [{ limit: -1 }, {}]],
    ['dialog.pickFolder', [{ title: 'Logs' }], [{ title: 'x'.repeat(81) }]],
    ['open.folder', [{ which: 'logs' }], [{ which: '/etc' }, { which: 'file:///etc' }]],
    ['open.link', [{ link: 'stripe-keys' }], [{ link: 'https://example.org' }, { link: 'javascript:alert(1)' }]],
  ])('%s takes what fits, and nothing else', (name, good, bad) => {
    expect(good.filter((value) => !calls[name].in.safeParse(value).success)).toEqual([])
    expect(bad.filter((value) => calls[name].in.safeParse(value).success)).toEqual([])
  })

  it('trims what was pasted, and asks for consent by default to nothing', () => {
    expect(calls['connection.connect'].in.parse({ secret: 'stripeKey', value: '  rk_test_1\n' })).toEqual({ secret: 'stripeKey', value: 'rk_test_1', allowPlainFile: false })
  })
})

describe('links', () => {
  it('are https, and known by id', () => {
    expect(linkIds).toEqual(Object.keys(links))
    for (const link of Object.values(links)) expect(new URL(link).protocol).toBe('https:')
  })
})

describe('the catalogue of faults', () => {
  it('has a title for people and a word on trying again, for every code', () => {
    for (const { title, retry } of Object.values(catalogue)) {
      expect(title).toMatch(/^[A-Z].*[^.]$/)
      expect(['no', 'soon', 'later']).toContain(retry)
    }
    const titles = Object.values(catalogue).map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
    expect(faultCode.options).toEqual(Object.keys(catalogue))
  })

  it('is told with or without a wait', () => {
    expect(fault('offline', 'm')).toEqual({ code: 'offline', message: 'm', hint: null })
    expect(fault('rate_limited', 'm', 'h', 0)).toEqual({ code: 'rate_limited', message: 'm', hint: 'h', retryAfterMs: 0 })
  })

  it('is a value in a Result, as a success is', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 })
    expect(err(fault('offline', 'm'))).toEqual({ ok: false, error: { code: 'offline', message: 'm', hint: null } })
  })
})

describe('the model', () => {
  it('names the five components other programs know, in order', () => {
    expect(builtInTargets).toEqual(['notion', 'drive', 'stripe', 'scheduler_tick', 'disk_ok'])
  })

  it('takes any JSON as detail, and nothing that would not survive the way', () => {
    fc.assert(fc.property(fc.dictionary(fc.string().filter((key) => key !== '__proto__'), fc.jsonValue({ noUnicodeString: false })), (value) => void expect(detail.safeParse(value).success).toBe(true)))
    for (const bad of [{ a: undefined }, { a: 1n }, { a: () => 1 }, []]) expect(detail.safeParse(bad).success).toBe(false)
  })

  it('holds a reading to the catalogue, and a sample to its stamp', () => {
    const good = { status: 'ok', code: null, message: '', hint: null, figure: null, value: null, detail: {} }
    expect(reading.safeParse(good).success).toBe(true)
    expect(reading.safeParse({ ...good, code: 'made_up' }).success).toBe(false)
    expect(reading.safeParse({ ...good, status: 'green' }).success).toBe(false)
    expect(sample.safeParse(good).success).toBe(false)
    expect(sample.safeParse({ ...good, target: 'notion', kind: 'notion', at: 1, latencyMs: null }).success).toBe(true)
  })
})
