import { describe, expect, it } from 'vitest'
import { actionEntries } from '../../../src/renderer/frame/palette/actions'
import { componentEntries, formEntries, jobEntries, openEntries, pageEntries, pastEntries, settingEntries } from '../../../src/renderer/frame/palette/entries'
import type { Entry } from '../../../src/renderer/frame/palette/entry'
import { ranked } from '../../../src/renderer/frame/palette/ranking'
import { keysOf } from '../../../src/renderer/frame/shortcuts'
import type { Snapshot } from '../../../src/shared/model'
import { component, incident, job, snapshot } from './fixtures'

const now = Date.UTC(2026, 10, 23, 12)
const titles = (entries: readonly Entry[]): string[] => entries.map(({ title }) => title)
const actions = (more: Partial<Snapshot> = {}): Entry[] => actionEntries(snapshot(more), 'dark', now)

const all = [
  ...openEntries([incident({ title: 'Stripe: the key was refused' })], now),
  ...componentEntries([component(), component({ target: 'shop', title: 'Shop database', kind: 'tcp' })], undefined),
  ...pageEntries(),
  ...actions(),
  ...formEntries(),
  ...jobEntries([job('brief', null)]),
  ...settingEntries(),
]
const best = (query: string): string | undefined => ranked(query, all, [])[0]?.found[0]?.entry.id

describe('what the palette finds', () => {
  it('each under a name of its own', () => {
    const ids = all.map(({ id }) => id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })

  it.each([
    ['costs', 'page:costs'],
    ['probe', 'probe'],
    ['rhp', 'probe'],
    ['money', 'page:costs'],
    ['stripe', 'component:stripe'],
    ['stripe key', 'incident:one'],
    ['shop', 'component:shop'],
    ['silence', 'mute-1'],
    ['mute 8', 'mute-8'],
    ['dark', 'theme-dark'],
    ['csv', 'export-costs-csv'],
    ['shortcuts', 'keys'],
    ['brief', 'job:brief'],
    ['new website', 'add-check'],
    ['time zone', 'setting:costs#Time zone'],
    ['prometheus', 'page:fleet'],
  ])('%s: %s', (query, id) => {
    expect(best(query)).toBe(id)
  })

  it('what is open or watched before what can be set, also where that was chosen lately', () => {
    const long = openEntries([incident({ title: 'Stripe: the key was refused, and so was the one before it; payments wait for a new one' })], now)
    const fields = settingEntries()
    const groups = ranked('stripe', [...fields, ...componentEntries([component({ title: 'Stripe payments of the shop' })], undefined), ...long], fields.map(({ id }) => id))
    expect(groups.map(({ id }) => id)).toEqual(['components', 'incidents', 'settings', 'actions'])
  })

  it('with the keys it has', () => {
    expect(all.filter(({ id }) => keysOf(id).length > 0).map(({ id }) => id).toSorted()).toEqual(['keys', 'probe', ...pageEntries().map(({ id }) => id)].toSorted())
  })
})

describe('what can be done', () => {
  it('is to mute, or, while that lasts, to unmute', () => {
    const muting = (until: number | null): string[] => titles(actions({ mutedUntil: until })).filter((title) => /mute/i.test(title))
    const spans = ['Mute messages for 1 h', 'Mute messages for 4 h', 'Mute messages for 8 h']
    expect([null, now - 1, now + 1].map(muting)).toEqual([spans, spans, ['Unmute messages']])
  })

  it('says which theme it is', () => {
    expect(actions().filter(({ aside }) => aside === 'now').map(({ id }) => id)).toEqual(['theme-dark'])
  })

  it('has an address to copy only where one is listened on', () => {
    const has = (url: string | null): boolean => titles(actions({ api: { url, port: null, wantedPort: 0 } })).includes('Copy the API’s address')
    expect([has('http://127.0.0.1:5000'), has(null)]).toEqual([true, false])
  })

  it('is to run a job that can be run', () => {
    expect(titles(jobEntries([job('brief', null), { ...job('tick', null), runnable: false }]))).toEqual(['Run brief now'])
  })

  it('is to acknowledge what nobody has', () => {
    expect(titles(openEntries([incident({ title: 'A' }), incident({ title: 'B', acknowledgedAt: 1 })], now))).toEqual(['A', 'Acknowledge: A', 'B'])
  })
})

it('past incidents are those that are over', () => {
  expect(titles(pastEntries([incident({ title: 'A' }), incident({ title: 'B', resolvedAt: 2 })]))).toEqual(['B'])
})
