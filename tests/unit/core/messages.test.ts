import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EngineEvent, Incident } from '../../../src/shared/model'
import { briefMessage, cooldownMs, tell } from '../../../src/core/messages'
import { incidentOf, minute, now } from './world'

const event = (type: EngineEvent['type'], extra: Partial<Incident> = {}): EngineEvent => ({ type, at: now, incident: incidentOf({ openedAt: now, ...extra }) })
const told = (entries: Record<string, number> = {}) => new Map(Object.entries(entries))
const identity = 'component-failing:notion'

describe('what is said', () => {
  it('of one incident: what, why, and what to do', () => {
    expect(tell([event('opened')], told(), now)).toEqual({
      message: {
        kind: 'alert',
        title: '❌ Notion: the provider has an outage',
        body: 'Notion has an outage (HTTP 503).\nLooks again by itself.',
        severity: 'fail',
        incident: `${identity}@${now}`,
      },
      told: [identity],
      held: [],
    })
  })

  it.each<[string, EngineEvent, string, string, string]>([
    ['a warning', event('opened', { severity: 'warning' }), '⚠️ Notion: the provider has an outage', 'Notion has an outage (HTTP 503).\nLooks again by itself.', 'warning'],
    ['an escalation', event('escalated'), '❌ Notion: the provider has an outage', 'Notion has an outage (HTTP 503).\nLooks again by itself.', 'fail'],
    ['no next step', event('opened', { hint: null }), '❌ Notion: the provider has an outage', 'Notion has an outage (HTTP 503).', 'fail'],
    ['an end, which needs no next step', event('resolved'), '✅ Resolved: Notion: the provider has an outage', 'Notion has an outage (HTTP 503).', 'info'],
  ])('%s', (_name, one, title, body, severity) => {
    expect(tell([one], told({ [identity]: now }), now + cooldownMs).message).toMatchObject({ title, body, severity })
  })

  it('of several: one summary, a line each, and no click to one of them', () => {
    const events = [event('opened', { severity: 'warning', title: 'Disk / is 91 % full', target: '/', rule: 'disk-usage' }), event('opened'), event('resolved', { title: 'Stripe: x', target: 'stripe' })]
    expect(tell(events, told({ 'component-failing:stripe': now }), now).message).toEqual({
      kind: 'alert',
      title: '❌ 3 changes',
      body: '⚠️ Disk / is 91 % full\n❌ Notion: the provider has an outage\n✅ Resolved: Stripe: x',
      severity: 'fail',
      incident: null,
    })
  })

  const a = { target: 'a' }
  const b = { target: 'b' }
  it.each<[string, EngineEvent[], string, string]>([
    ['warnings only', [event('opened', { severity: 'warning', ...a }), event('opened', { severity: 'warning', ...b })], '⚠️ 2 changes', 'warning'],
    ['ends only', [event('resolved', a), event('resolved', b)], '✅ 2 changes', 'info'],
    ['a failure that ended weighs less than a warning that began', [event('resolved', a), event('opened', { severity: 'warning', target: 'c' })], '⚠️ 2 changes', 'warning'],
  ])('by the worst of them: %s', (_name, events, title, severity) => {
    const heard = told({ 'component-failing:a': now + cooldownMs, 'component-failing:b': now + cooldownMs })
    expect(tell(events, heard, now + 2 * cooldownMs).message).toMatchObject({ title, severity })
  })

  it('of very many: twelve lines and a count', () => {
    const { message, told: all } = tell(Array.from({ length: 300 }, (_, i) => event('opened', { target: `t${i}`, title: `T${i}` })), told(), now)
    expect(message!.title).toBe('❌ 300 changes')
    expect(message!.body.split('\n')).toEqual([...Array.from({ length: 12 }, (_, i) => `❌ T${i}`), 'and 288 more'])
    expect(all).toHaveLength(300)
  })

  it('of twelve: a line each, and nothing left to count', () => {
    const { message } = tell(Array.from({ length: 12 }, (_, i) => event('opened', { target: `t${i}`, title: `T${i}` })), told(), now)
    expect(message!.body.split('\n')).toEqual(Array.from({ length: 12 }, (_, i) => `❌ T${i}`))
  })

  it('nothing when nothing changed', () => {
    expect(tell([], told(), now)).toEqual({ message: null, told: [], held: [] })
  })
})

describe('the cooldown', () => {
  it.each<[string, EngineEvent, number | null, boolean]>([
    ['a first opening', event('opened'), null, true],
    ['one just before its end', event('opened'), now - cooldownMs + 1, false],
    ['one at its end', event('opened'), now - cooldownMs, true],
    ['an escalation breaks through', event('escalated'), now - minute, true],
    ['an end whose beginning was told', event('resolved', { openedAt: now - minute }), now - minute, true],
    ['an end whose beginning was held back', event('resolved', { openedAt: now - minute }), now - 2 * minute, false],
    ['an end nobody heard the beginning of', event('resolved'), null, false],
    ['a clock set back a little ends no cooldown', event('opened'), now + minute, false],
    ['a clock set back far holds none for ever', event('opened'), now + 100 * cooldownMs, true],
  ])('%s', (_name, one, last, passes) => {
    const { message, told: said, held } = tell([one], last === null ? told() : told({ [identity]: last }), now)
    expect({ message: message !== null, said, held }).toEqual({ message: passes, said: passes ? [identity] : [], held: passes ? [] : [identity] })
  })

  it('is each identity’s own', () => {
    const telling = tell([event('opened'), event('opened', { target: 'stripe', title: 'Stripe: x' })], told({ [identity]: now - minute }), now)
    expect(telling).toMatchObject({ held: [identity], told: ['component-failing:stripe'], message: { title: '❌ Stripe: x' } })
  })

  it('lets a flapping target speak at most twice in its time: once of a beginning, once of its end', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 60 }), (gaps) => {
        const last = told()
        const said: number[] = []
        let time = now
        let openedAt: number | null = null
        for (const gap of gaps) {
          time += gap * minute
          const one: EngineEvent = openedAt === null ? event('opened', { openedAt: time }) : event('resolved', { openedAt })
          openedAt = openedAt === null ? time : null
          const telling = tell([one], last, time)
          for (const each of telling.told) last.set(each, time)
          if (telling.message) said.push(time)
        }
        for (const at of said) expect(said.filter((other) => other >= at && other < at + cooldownMs).length).toBeLessThanOrEqual(2)
      }),
    )
  })

  it('holds back or tells every event, and loses none', () => {
    const events = fc.array(
      fc.record({ type: fc.constantFrom<EngineEvent['type']>('opened', 'escalated', 'resolved'), target: fc.constantFrom('a', 'b', 'c') }).map(({ type, target }) => event(type, { target })),
    )
    const times = fc.dictionary(fc.constantFrom('component-failing:a', 'component-failing:b'), fc.integer({ min: now - 2 * cooldownMs, max: now + cooldownMs }))
    fc.assert(
      fc.property(events, times, (all, last) => {
        const { message, told: said, held } = tell(all, told(last), now)
        expect([...said, ...held].toSorted()).toEqual(all.map(({ incident }) => incident.identity).toSorted())
        expect(message === null).toBe(said.length === 0)
      }),
    )
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
  })
})
