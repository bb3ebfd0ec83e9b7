import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incidentLink, linkIn, overviewLink, placeOf } from '../../../src/shared/deep-links'
import { pageIds, type Place, sectionIds, serviceNames } from '../../../src/shared/places'

const at = 1_795_420_800_000

describe('where a link leads', () => {
  it.each<[string, Place]>([
    ['echopilot://', { page: 'overview', id: null }],
    ['echopilot:', { page: 'overview', id: null }],
    ['echopilot:///', { page: 'overview', id: null }],
    [overviewLink, { page: 'overview', id: null }],
    ['echopilot://page/costs', { page: 'costs', id: null }],
    ['echopilot://page/logs/', { page: 'logs', id: null }],
    ['ECHOPILOT://Page/timeline', { page: 'timeline', id: null }],
    [' echopilot://page/schedule\n', { page: 'schedule', id: null }],
    ['echopilot://settings', { page: 'settings', id: null }],
    ['echopilot://settings/', { page: 'settings', id: null }],
    ['echopilot://settings/alerts', { page: 'settings', id: 'alerts' }],
    ['echopilot://settings/stripe', { page: 'settings', id: 'stripe' }],
    ['echopilot://settings/new-check', { page: 'settings', id: 'new-check' }],
    ['echopilot://settings/checks/shop-website', { page: 'settings', id: 'checks/shop-website' }],
    ['echopilot://component/disk_ok', { page: 'overview', id: 'disk_ok' }],
    ['echopilot://component/shop-website/', { page: 'overview', id: 'shop-website' }],
    [`echopilot://incident/component-failing:stripe@${at}`, { page: 'incidents', id: `component-failing:stripe@${at}` }],
    [`echopilot://incident/disk-usage%3A%2F%40${at}`, { page: 'incidents', id: `disk-usage:/@${at}` }],
    [`echopilot://incident/disk-usage:/media/My%20Disk@${at}/`, { page: 'incidents', id: `disk-usage:/media/My Disk@${at}` }],
    ['echopilot://logs', { page: 'logs', id: null }],
    ['echopilot://logs/?', { page: 'logs', id: null }],
    [`echopilot://logs?at=${at}`, { page: 'logs', id: String(at) }],
    [`echopilot://logs?source=own&at=${at}`, { page: 'logs', id: `own@${at}` }],
    ['echopilot://logs?at=2026-11-23T08:00:00Z&source=own', { page: 'logs', id: `own@${Date.UTC(2026, 10, 23, 8)}` }],
    ['echopilot://logs?source=logs%2Fa%20b%3D1.log', { page: 'logs', id: 'logs/a b=1.log@' }],
    ['echopilot://logs?source=logs/a+b.log', { page: 'logs', id: 'logs/a b.log@' }],
  ])('%s', (link, place) => {
    expect(placeOf(link)).toEqual(place)
  })

  it.each([
    '',
    'echopilot',
    'https://example.org/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'echopilot2://page/costs',
    'x echopilot://page/costs',
    'echopilot://page',
    'echopilot://page/',
    'echopilot://page/admin',
    'echopilot://page/costs/extra',
    'echopilot://page/../settings',
    'echopilot://page/%2e%2e%2fsettings',
    'echopilot://page/costs?do=export',
    'echopilot://page/costs#here',
    'echopilot://user@page/costs',
    'echopilot://page:80/costs',
    'echopilot://constructor/x',
    'echopilot://__proto__/x',
    'echopilot://toString',
    'echopilot://probe',
    'echopilot://settings/__proto__',
    'echopilot://settings/constructor',
    'echopilot://settings/checks/Shop',
    'echopilot://settings/checks/../../x',
    'echopilot://settings/alerts?mute=1',
    'echopilot://component/',
    'echopilot://component/Disk OK',
    'echopilot://component/disk_ok%0Aprobe',
    'echopilot://component/<img src=x>',
    `echopilot://component/${'a'.repeat(61)}`,
    'echopilot://incident/',
    'echopilot://incident/one',
    'echopilot://incident/component-failing:stripe',
    'echopilot://incident/component-failing:stripe@soon',
    `echopilot://incident/:stripe@${at}`,
    `echopilot://incident/component-failing:a%00b@${at}`,
    `echopilot://incident/component-failing:a%1b[31m@${at}`,
    `echopilot://incident/component-failing:a%E2%80%AEgnp.exe@${at}`,
    'echopilot://incident/%E0%A4%A',
    `echopilot://incident/${'a'.repeat(3000)}:b@${at}`,
    'echopilot://logs/own',
    'echopilot://logs?source=own&source=own',
    'echopilot://logs?q=secret',
    'echopilot://logs?at=now',
    'echopilot://logs?at=-1',
    'echopilot://logs?at=1e12',
    'echopilot://logs?at=2026-13-45T99:00:00Z',
    'echopilot://logs?at=2026-11-23T08:00:00',
    'echopilot://logs?source=%zz',
    'echopilot://logs?source=a%0Ab',
    `echopilot://logs?source=${'a'.repeat(1025)}`,
  ])('%j leads nowhere', (link) => {
    expect(placeOf(link)).toBeNull()
  })

  it('to every page, section and service, is one', () => {
    expect(pageIds.map((id) => placeOf(`echopilot://page/${id}`)?.page)).toEqual([...pageIds])
    const parts = [...sectionIds, ...serviceNames]
    expect(parts.map((id) => placeOf(`echopilot://settings/${id}`)?.id)).toEqual(parts)
  })

  it('to any incident leads to that one', () => {
    const target = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => !/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u.test(text))
    fc.assert(
      fc.property(fc.constantFrom('disk-usage', 'component-failing', 'cost-anomaly'), target, (rule, of) => {
        const id = `${rule}:${of}@${at}`
        expect(placeOf(incidentLink(id))).toEqual({ page: 'incidents', id })
      }),
    )
  })

  it('is read without a throw, and to known pages only, whatever it says', () => {
    const kind = fc.constantFrom('page', 'settings', 'component', 'incident', 'logs', '', 'x')
    fc.assert(
      fc.property(kind, fc.string({ unit: 'grapheme' }), fc.string(), (of, path, query) => {
        const place = placeOf(`echopilot://${of}/${path}?${query}`)
        expect(place === null || (pageIds.includes(place.page) && !/\p{Cc}/u.test(place.id ?? ''))).toBe(true)
      }),
    )
  })
})

describe('a link among the arguments of a program', () => {
  it.each<[string[], string | null]>([
    [['electron', '.', 'echopilot://page/costs'], 'echopilot://page/costs'],
    [['console', '--hidden', 'EchoPilot://page/costs', '--data-dir', 'x'], 'EchoPilot://page/costs'],
    [['console', '--data-dir', 'echopilot'], null],
    [['console'], null],
  ])('%j', (args, link) => {
    expect(linkIn(args)).toBe(link)
  })
})
