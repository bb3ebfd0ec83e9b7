import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EngineEvent, Overall, Sample, Status } from '../../../src/shared/model'
import { startState, ingest, type Change, type EngineState } from '../../../src/core/engine'
import { overallOf } from '../../../src/core/views/overall'
import { identityOf } from '../../../src/core/incidents'
import { defineRule, type Finding } from '../../../src/core/plugin'
import { rules } from '../../../src/core/registry'
import { disk, engineRules, incidentOf, minute, now, ruleContext, sampleOf } from './world'

const fs = (used: number, mount = '/') => ({ ...disk(used, { mount, device: `/dev/${mount}` }) })
const diskSample = (used: number, status: Status = used > 85 ? 'fail' : 'ok') =>
  sampleOf('disk_ok', status, { code: status === 'fail' ? 'disk_usage' : null, detail: { filesystems: [fs(used)] } })
const outage = sampleOf('notion', 'fail', { code: 'server_error', message: 'Notion has an outage (HTTP 503).', hint: 'Looks again by itself.' })
const well = sampleOf('notion', 'ok')

/** Feeds one run a minute and returns every change. */
function feed(runs: Sample[][], from: EngineState = startState(), by = engineRules()): Change[] {
  const changes: Change[] = []
  let state = from
  for (const [i, run] of runs.entries()) {
    const at = now + i * minute
    const change = ingest(state, run.map((sample) => ({ ...sample, at })), at, by)
    changes.push(change)
    state = change.state
  }
  return changes
}

const kinds = (changes: Change[]) => changes.map(({ events }) => events.map(({ type, incident }) => `${type} ${incident.identity}`))

describe('ingest', () => {
  it('opens on the confirming look, is silent while it lasts, resolves when confirmed good', () => {
    const runs = [[well], [outage], [outage], [outage], [well], [well], [well]]
    expect(kinds(feed(runs))).toEqual([[], [], ['opened component-failing:notion'], [], [], ['resolved component-failing:notion'], []])
  })

  it('hands out the whole incident', () => {
    const changes = feed([[outage], [outage], [well], [well]])
    const opened: EngineEvent = {
      type: 'opened',
      at: now + minute,
      incident: {
        id: `component-failing:notion@${now + minute}`,
        identity: 'component-failing:notion',
        rule: 'component-failing',
        target: 'notion',
        component: 'notion',
        mark: 'component-failing null',
        severity: 'fail',
        title: 'Notion: the provider has an outage',
        message: 'Notion has an outage (HTTP 503).',
        hint: 'Looks again by itself.',
        code: 'server_error',
        openedAt: now + minute,
        escalatedAt: null,
        acknowledgedAt: null,
        snooze: null,
        resolvedAt: null,
      },
    }
    expect(changes[1]!.events).toEqual([opened])
    expect([...changes[1]!.state.open.values()]).toEqual([opened.incident])
    expect(changes[3]!.events).toEqual([{ type: 'resolved', at: now + 3 * minute, incident: { ...opened.incident, resolvedAt: now + 3 * minute } }])
    expect(changes[3]!.state.open.size).toBe(0)
  })

  it('judges, and hands the samples on for history', () => {
    const [change] = feed([[well, diskSample(61)]])
    expect(change!.samples).toEqual([well, diskSample(61)])
    expect([...change!.state.components.keys()]).toEqual(['notion', 'disk_ok'])
  })

  it('opens several at once, each with its own identity', () => {
    const both = [sampleOf('notion', 'fail', { code: 'auth_invalid' }), diskSample(91)]
    expect(kinds(feed([both]))).toEqual([['opened component-failing:notion', 'opened disk-usage:/']])
  })

  it('rewrites a run without any network, and blames nobody', () => {
    const broken = ['notion', 'drive', 'stripe'].map((target) => sampleOf(target, 'fail', { code: 'transport' }))
    const changes = feed([broken, broken, broken])
    expect(kinds(changes)).toEqual([[], [], []])
    expect(changes[0]!.samples.map(({ status, code }) => `${status} ${code}`)).toEqual(['unknown offline', 'unknown offline', 'unknown offline'])
  })

  it('blames the two that broke when the third had answered just before', () => {
    const broken = ['notion', 'drive'].map((target) => sampleOf(target, 'fail', { code: 'transport' }))
    const [, change] = feed([[sampleOf('stripe', 'ok')], broken])
    expect(change!.samples.map(({ status }) => status)).toEqual(['fail', 'fail'])
  })

  it('follows a cause that changes without calling it another incident', () => {
    const refused = sampleOf('notion', 'fail', { code: 'auth_invalid', message: 'Notion refuses the credential.' })
    const changes = feed([[outage], [outage], [refused]])
    expect(changes[2]!.events).toEqual([])
    expect(changes[2]!.state.open.get('component-failing:notion')).toMatchObject({ title: 'Notion: the credential is refused', code: 'auth_invalid', openedAt: now + minute })
  })
})

describe('an open incident after a restart', () => {
  const openDisk = incidentOf({ rule: 'disk-usage', target: '/', severity: 'warning', title: 'Disk / is 91 % full', code: 'disk_usage' })
  const restored = startState([openDisk, incidentOf()])

  it('stays open until its own component has been looked at', () => {
    expect(kinds(feed([[sampleOf('stripe', 'ok')]], restored))).toEqual([[]])
  })

  it('stays open while its component can’t be looked at', () => {
    const runs = [[sampleOf('disk_ok', 'unknown'), sampleOf('notion', 'unknown', { code: 'offline' })]]
    const [change] = feed(runs, restored)
    expect(change!.events).toEqual([])
    expect([...change!.state.open.values()]).toEqual([openDisk, incidentOf()])
  })

  it('is not opened a second time by what is still so', () => {
    const [change] = feed([[diskSample(91), sampleOf('notion', 'fail', { code: 'auth_invalid' })]], restored)
    expect(change!.events).toEqual([])
    expect(change!.state.open.get('disk-usage:/')!.id).toBe(openDisk.id)
  })

  it('resolves when the look is good', () => {
    expect(kinds(feed([[diskSample(61)]], restored))).toEqual([['resolved disk-usage:/']])
  })

  it('resolves when its component is switched off', () => {
    expect(kinds(feed([[sampleOf('notion', 'off')]], restored))).toEqual([['resolved component-failing:notion']])
  })

  it('resolves when its rule no longer exists', () => {
    expect(kinds(feed([[]], startState([incidentOf({ rule: 'gone' })])))).toEqual([['resolved gone:notion']])
  })
})

describe('escalation', () => {
  const level = (detail: unknown): Finding['severity'][] => (detail as Finding['severity'][] | undefined) ?? []
  const rule = defineRule({
    id: 'forecast',
    title: 'Forecast',
    componentOf: () => 'disk_ok',
    evaluate: ({ components }) =>
      level(components[0]!.sample.detail['levels']).map((severity) => ({ target: '/', severity, title: severity, message: '', hint: null, code: null })),
  })
  const by = { ...engineRules(), rules: [rule] }
  const run = (...levels: Finding['severity'][]) => [sampleOf('disk_ok', 'ok', { detail: { levels } })]

  it('happens once, and never back', () => {
    const changes = feed([run('warning'), run('fail'), run('fail'), run('warning'), run('fail'), run()], startState(), by)
    expect(kinds(changes)).toEqual([['opened forecast:/'], ['escalated forecast:/'], [], [], [], ['resolved forecast:/']])
    expect(changes[3]!.state.open.get('forecast:/')).toMatchObject({ severity: 'fail', openedAt: now, escalatedAt: now + minute })
  })

  it('takes a target named twice for one incident', () => {
    expect(kinds(feed([run('warning', 'warning'), run()], startState(), by))).toEqual([['opened forecast:/'], ['resolved forecast:/']])
  })
})

describe('over any stream of samples', () => {
  const sample: fc.Arbitrary<Sample> = fc.oneof(
    fc.record({
      target: fc.constantFrom('notion', 'drive', 'stripe', 'scheduler_tick'),
      status: fc.constantFrom<Status>('ok', 'warning', 'fail', 'fail', 'unknown', 'off'),
      code: fc.constantFrom('transport' as const, 'auth_invalid' as const, 'server_error' as const, null),
    }).map(({ target, status, code }) => sampleOf(target, status, status === 'fail' ? { code } : {})),
    fc.integer({ min: 70, max: 99 }).map((used) => diskSample(used)),
    fc.constant(sampleOf('disk_ok', 'unknown')),
  )
  const runs = fc.array(fc.uniqueArray(sample, { selector: ({ target }) => target, maxLength: 5 }), { maxLength: 25 })

  it('the open incidents are what the rules find, and what can’t be seen to be over', () => {
    fc.assert(
      fc.property(runs, (all) => {
        let before = startState()
        for (const change of feed(all)) {
          const { state } = change
          const context = {
            ...ruleContext(),
            components: [...state.components.values()],
          }
          const found = rules.flatMap((rule) =>
            rule
              .evaluate({ ...context, openIncident: (target) => before.open.get(identityOf(rule.id, target)) })
              .map(({ target }) => identityOf(rule.id, target)),
          )
          const held = [...before.open.values()]
            .filter(({ rule, target }) => state.components.get(rules.find(({ id }) => id === rule)!.componentOf(target))?.judged === 'unknown')
            .map(({ identity }) => identity)
          expect(new Set(state.open.keys())).toEqual(new Set([...found, ...held]))
          before = state
        }
      }),
    )
  })

  it('events are edges: opened when it wasn’t open, resolved once, and open is opened less resolved', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const open = new Map<string, string>()
        const ids = new Set<string>()
        for (const { events, state } of feed(all)) {
          for (const { type, incident, at } of events) {
            if (type === 'opened') {
              expect(open.has(incident.identity)).toBe(false)
              expect(ids.has(incident.id)).toBe(false)
              ids.add(incident.id)
              open.set(incident.identity, incident.id)
              expect(incident).toMatchObject({ openedAt: at, resolvedAt: null })
            } else {
              expect(open.get(incident.identity)).toBe(incident.id)
            }
            if (type === 'resolved') {
              open.delete(incident.identity)
              expect(incident.resolvedAt).toBe(at)
            }
          }
          expect([...state.open.keys()].toSorted()).toEqual([...open.keys()].toSorted())
        }
      }),
    )
  })

  it('is pure: the state it was given, and the samples, are as before, and the answer is the same again', () => {
    fc.assert(
      fc.property(runs, fc.uniqueArray(sample, { selector: ({ target }) => target }), (all, next) => {
        const state = feed(all).at(-1)?.state ?? startState()
        const copy = structuredClone({ state, next })
        const change = ingest(state, next, now, engineRules())
        expect({ state, next }).toEqual(copy)
        expect(ingest(state, next, now, engineRules())).toEqual(change)
      }),
    )
  })

  it('a run without samples changes nothing and tells nothing', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const state = feed(all).at(-1)?.state ?? startState()
        const change = ingest(state, [], now, engineRules())
        expect(change.events).toEqual([])
        expect(change.state).toEqual(state)
      }),
    )
  })
})

describe('overallOf', () => {
  it.each<[Status[], number, Overall]>([
    [[], 0, 'unknown'],
    [['off', 'off'], 0, 'unknown'],
    [['unknown', 'off'], 0, 'unknown'],
    [['ok', 'off', 'unknown'], 0, 'ok'],
    [['ok', 'warning'], 0, 'warning'],
    [['fail', 'warning', 'ok'], 0, 'fail'],
    [['ok', 'fail'], 3, 'fail'],
    [['ok', 'ok'], 1, 'warning'],
    [['unknown'], 1, 'warning'],
  ])('%j with %i open incidents is %s', (statuses, open, expected) => {
    expect(overallOf(statuses.map((status) => ({ status })), open)).toBe(expected)
    expect(overallOf(statuses.toReversed().map((status) => ({ status })), open)).toBe(expected)
  })
})
