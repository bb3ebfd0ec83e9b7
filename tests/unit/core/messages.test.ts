import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../src/shared/model'
import { alertMessage, briefMessage, refusalMessage } from '../../../src/core/messages'
import type { Item } from '../../../src/core/telling'
import { incidentOf, now } from './world'

const item = (type: Item['type'], extra: Partial<Incident> = {}, own: Partial<Item> = {}): Item => ({ type, incident: incidentOf({ openedAt: now, ...extra }), heldBack: 0, follows: null, ...own })
const identity = 'component-failing:notion'

describe('what is said', () => {
  it('of one incident: what, why, and what to do', () => {
    expect(alertMessage([item('opened')])).toEqual({
      kind: 'alert',
      title: '❌ Notion: the provider has an outage',
      body: 'Notion has an outage (HTTP 503).\nLooks again by itself.',
      severity: 'fail',
      incident: `${identity}@${now}`,
      about: [{ incident: `${identity}@${now}`, type: 'opened' }],
    })
  })

  it.each<[string, Item, string, string, string]>([
    ['a warning', item('opened', { severity: 'warning' }), '⚠️ Notion: the provider has an outage', 'Notion has an outage (HTTP 503).\nLooks again by itself.', 'warning'],
    ['an escalation', item('escalated'), '❌ Notion: the provider has an outage', 'Notion has an outage (HTTP 503).\nLooks again by itself.', 'fail'],
    ['no next step', item('opened', { hint: null }), '❌ Notion: the provider has an outage', 'Notion has an outage (HTTP 503).', 'fail'],
    ['an end, which needs no next step', item('resolved'), '✅ Resolved: Notion: the provider has an outage', 'Notion has an outage (HTTP 503).', 'info'],
    ['one before which others were held back', item('opened', { hint: null }, { heldBack: 3 }), '❌ Notion: the provider has an outage', 'Notion has an outage (HTTP 503).\n3 earlier changes were held back.', 'fail'],
  ])('%s', (_name, one, title, body, severity) => {
    expect(alertMessage([one])).toMatchObject({ title, body, severity })
  })

  it('of an end belongs to the message of its beginning', () => {
    expect(alertMessage([item('resolved', {}, { follows: 'the first' })]).about).toEqual([{ incident: 'the first', type: 'resolved' }])
  })

  it('of several: one summary, a line each, and no click to one of them', () => {
    const items = [item('opened'), item('opened', { severity: 'warning', title: 'Disk / is 91 % full', target: '/' }, { heldBack: 1 }), item('resolved', { title: 'Stripe: x', target: 'stripe' })]
    expect(alertMessage(items)).toMatchObject({
      title: '❌ 3 changes',
      body: '❌ Notion: the provider has an outage\n⚠️ Disk / is 91 % full\n✅ Resolved: Stripe: x\n1 earlier change was held back.',
      severity: 'fail',
      incident: null,
    })
  })

  it.each<[string, Item[], string, string]>([
    ['warnings only', [item('opened', { severity: 'warning', target: 'a' }), item('opened', { severity: 'warning', target: 'b' })], '⚠️ 2 changes', 'warning'],
    ['ends only', [item('resolved', { target: 'a' }), item('resolved', { target: 'b' })], '✅ 2 changes', 'info'],
    ['a failure that ended weighs less than a warning that began', [item('opened', { severity: 'warning', target: 'c' }), item('resolved', { target: 'a' })], '⚠️ 2 changes', 'warning'],
  ])('by the worst of them: %s', (_name, items, title, severity) => {
    expect(alertMessage(items)).toMatchObject({ title, severity })
  })

  it.each([[300, ['and 288 more']], [12, []]])('of %i: twelve lines, and a count of the rest', (count, rest) => {
    const { title, body, about } = alertMessage(Array.from({ length: count }, (_, i) => item('opened', { target: `t${i}`, title: `T${i}` })))
    expect(title).toBe(`❌ ${count} changes`)
    expect(body.split('\n')).toEqual([...Array.from({ length: 12 }, (_, i) => `❌ T${i}`), ...rest])
    expect(about).toHaveLength(count)
  })
})

it('the brief becomes one message', () => {
  const brief = { at: now, overall: 'ok' as const, headline: 'All well: 5 components watched.', sections: [{ title: 'Costs', lines: ['Yesterday $1.25', 'This week $4.17'] }, { title: 'Needs your hand', lines: ['Nothing.'] }] }
  expect(briefMessage(brief)).toEqual({
    kind: 'brief',
    title: 'CEO Brief: All well: 5 components watched.',
    body: 'Costs\n· Yesterday $1.25\n· This week $4.17\n\nNeeds your hand\n· Nothing.',
    severity: 'info',
    incident: null,
    about: [],
  })
})

it('a channel that takes nothing any more is told by the others', () => {
  expect(refusalMessage('Telegram', 'The bot was blocked.', null)).toMatchObject({ title: '❌ Messages stopped: Telegram', body: 'The bot was blocked.\nWhat is meant for it is kept.' })
})
