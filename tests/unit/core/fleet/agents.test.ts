import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agentsOf, componentsOf, staleAfterMs } from '../../../../src/core/fleet/agents'
import { componentQuestions, overviewQuestions, type Column } from '../../../../src/core/fleet/questions'
import { statusOf } from '../../../../src/core/fleet/series'
import { readVector, type Measured } from '../../../../src/core/fleet/vector'
import { now } from '../world'

const seen = (agent: string, value: number, more: Record<string, string> = {}): Measured => ({ labels: { agent, instance: `${agent}:5000`, ...more }, value })
const columns = (given: Partial<Record<Column, Measured[]>>): Record<Column, Measured[]> => ({ heard: [], status: [], info: [], unwell: [], incidents: [], tickAge: [], month: [], ...given })
const justNow = now / 1000

describe('rows of the fleet', () => {
  it('an agent has what it told, and nothing made up for what it didn’t', () => {
    const [row, bare] = agentsOf(columns({ heard: [seen('a', justNow - 5), seen('b', justNow)], status: [seen('a', 1)], info: [seen('a', 1, { version: '1.2.3' })], unwell: [seen('a', 2)], incidents: [seen('a', 3)], tickAge: [seen('a', 12.5)], month: [seen('a', 4.17)] }), now)
    expect(row).toEqual({ agent: 'a', instance: 'a:5000', status: 'warning', heardAt: now - 5000, version: '1.2.3', unwell: 2, openIncidents: 3, tickAgeMs: 12_500, monthUsd: 4.17 })
    expect(bare).toEqual({ agent: 'b', instance: 'b:5000', status: 'unknown', heardAt: now, version: null, unwell: null, openIncidents: null, tickAgeMs: null, monthUsd: null })
  })

  it.each([
    [staleAfterMs - 1000, 'ok'],
    [staleAfterMs + 1000, 'unknown'],
    [-10_000, 'ok'],
  ])('heard %d ms ago and well then: %s', (ageMs, status) => {
    expect(agentsOf(columns({ heard: [seen('a', (now - ageMs) / 1000)], status: [seen('a', 0)] }), now)[0]?.status).toBe(status)
  })

  it('the same name twice is two agents', () => {
    const heard = [seen('laptop', justNow), { ...seen('laptop', justNow), labels: { agent: 'laptop', instance: 'other:5000' } }]
    expect(agentsOf(columns({ heard, status: [seen('laptop', 0), { ...heard[1]!, value: 2 }] }), now).map(({ instance, status }) => [instance, status])).toEqual([['other:5000', 'fail'], ['laptop:5000', 'ok']])
  })

  it('the worst come first, then by name; none is lost', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,4}$/), fc.integer({ min: 0, max: 3 })), { selector: ([name]) => name }), (agents) => {
        const rows = agentsOf(columns({ heard: agents.map(([name]) => seen(name, justNow)), status: agents.map(([name, code]) => seen(name, code)) }), now)
        const rank = { fail: 0, warning: 1, unknown: 2, ok: 3 }
        expect(rows.map(({ agent }) => agent).toSorted()).toEqual(agents.map(([name]) => name).toSorted())
        for (const [i, row] of rows.slice(1).entries()) expect(rank[rows[i]!.status]).toBeLessThanOrEqual(rank[row.status])
      }),
    )
  })

  it('components are told by the figures they have', () => {
    const of = (component: string, value: number): Measured => ({ labels: { component }, value })
    expect(componentsOf({ status: [of('stripe', 2), of('notion', 0)], latencyMs: [of('notion', 0.25)], ageMs: [of('notion', 30)] })).toEqual([
      { component: 'stripe', status: 'fail', latencyMs: null, ageMs: null },
      { component: 'notion', status: 'ok', latencyMs: 250, ageMs: 30_000 },
    ])
  })

  it.each([[0, 'ok'], [4, 'off'], [7, 'unknown'], [0.5, 'unknown']])('the figure %d stands for %s', (code, status) => expect(statusOf(code)).toBe(status))
})

describe('questions', () => {
  it('a name can’t break out of the question it is put into', () => {
    const { status } = componentQuestions('a"} or vector(1) #', 'b\\')
    expect(status).toContain('agent="a\\"} or vector(1) #",instance="b\\\\"')
  })

  it('every question brings agents that have gone silent, too', () => {
    for (const question of Object.values(overviewQuestions)) expect(question).toContain('last_over_time(')
  })
})

describe('an answer', () => {
  const vector = (...value: [number, string][]) => ({ status: 'success', data: { resultType: 'vector', result: value.map((one) => ({ metric: { agent: 'a' }, value: one })) } })

  it('is its figures, without those that are none', () => {
    expect(readVector('db:9090', vector([1, '2.5'], [1, 'NaN'], [1, '+Inf']))).toEqual({ ok: true, value: [{ labels: { agent: 'a' }, value: 2.5 }] })
  })

  it.each([
    [{ status: 'error', errorType: 'bad_data', error: 'invalid parameter\n"query"' }, 'request_invalid', 'db:9090 can’t answer: invalid parameter "query".'],
    [{ status: 'success', data: { resultType: 'scalar', result: [1, '2'] } }, 'bad_payload', 'db:9090 doesn’t answer as Prometheus does.'],
    [undefined, 'bad_payload', 'db:9090 doesn’t answer as Prometheus does.'],
  ])('%j is refused in words', (json, code, message) => {
    expect(readVector('db:9090', json)).toMatchObject({ ok: false, error: { code, message } })
  })
})
