import { expect, it } from 'vitest'
import { disksOf, filledPercent } from '../../../../src/core/demo/disks'
import { incidentsOfNote } from '../../../../src/core/demo/events-of-note'
import { KnownByNow } from '../../../../src/core/demo/known'
import { demoLooked } from '../../../../src/core/demo/looked'
import { looksOf } from '../../../../src/core/demo/looks'
import { pastOf } from '../../../../src/core/demo/past'
import { fleetAnswer } from '../../../../src/core/demo/fleet'
import { agentsOf, componentsOf } from '../../../../src/core/fleet/agents'
import { componentQuestions, overviewQuestions, type Column } from '../../../../src/core/fleet/questions'
import type { Measured } from '../../../../src/core/fleet/vector'
import { played, script } from '../../../../src/core/demo/script'
import { settingsOfDemo } from '../../../../src/core/demo/settings'
import { usedPercent } from '../../../../src/core/filesystems'
import { ForecastWatch } from '../../../../src/core/forecast/watch'
import { rules } from '../../../../src/core/registry'
import { targetsOf } from '../../../../src/core/targets'
import { settings as schema } from '../../../../src/shared/settings'
import { now } from '../world'

const settings = settingsOfDemo({ logDir: 'logs', costs: { monthlyBudgetUsd: '100', budgets: [] } })
const known = new KnownByNow(now, settings)
for (const looks of looksOf(pastOf({ now, days: 90, seed: 1, looked: demoLooked }))) known.take(looks)

it('knows every target of its settings, with enough for a sparkline', () => {
  expect(schema.parse(settings)).toEqual(settings)
  expect(known.components().map(({ target }) => target).toSorted()).toEqual(targetsOf(settings).map(({ id }) => id).toSorted())
  for (const { history } of known.components()) expect(history).toHaveLength(60)
})

it('foretells that the disk will be full, and nothing of the system’s', () => {
  const views = new ForecastWatch(known.saved()).views()
  const disk = (mount: string) => views.find(({ series }) => series === `disk-72:${mount}`)!
  expect(disk('/srv/data')).toMatchObject({ alert: true })
  expect(disk('/srv/data').hours).toBeGreaterThan(12)
  expect(disk('/')).toMatchObject({ alert: false })
})

it('answers what a fleet is asked, and nothing else', () => {
  const answered = Object.fromEntries(Object.entries(overviewQuestions).map(([column, question]) => [column, fleetAnswer(question, now)])) as Record<Column, Measured[]>
  const agents = agentsOf(answered, now)
  expect(agents.length).toBeGreaterThan(3)
  expect(new Set(agents.map(({ status }) => status))).toEqual(new Set(['fail', 'warning', 'ok', 'unknown']))
  const [worst] = agents
  const questions = componentQuestions(worst!.agent, worst!.instance)
  const components = componentsOf({ status: fleetAnswer(questions.status, now), latencyMs: fleetAnswer(questions.latencyMs, now), ageMs: fleetAnswer(questions.ageMs, now) })
  expect(components.filter(({ status }) => status === 'fail')).toHaveLength(worst!.unwell!)
  expect(components.filter(({ latencyMs }) => latencyMs === null).map(({ component }) => component)).toEqual(['disk_ok', 'scheduler_tick'])
  expect(fleetAnswer('up', now)).toEqual([])
})

it('tells of rules that there are, and of two things that are still so', () => {
  const told = incidentsOfNote(now)
  expect(told.every(({ rule }) => rules.some(({ id }) => id === rule))).toBe(true)
  expect(told.filter(({ resolvedAt }) => resolvedAt === null)).toHaveLength(2)
})

it('fills a disk no further than a disk goes', () => {
  const [, data] = disksOf(250)
  expect(usedPercent(data!)).toBeLessThan(100)
  expect(usedPercent(disksOf(filledPercent)[1]!)).toBeCloseTo(filledPercent, 3)
})

it.each([
  [[], 'stripe-forbidden', ['stripe-forbidden']],
  [['notion-slow', 'drive-down'], 'notion-limited', ['drive-down', 'notion-limited']],
  [['drive-down'], 'spend-spike', ['drive-down']],
  [['drive-down', 'ticks-stop'], 'all-well', []],
] as const)('of %j, “%s” makes %j', (playing, cue, expected) => {
  expect(played(playing, cue)).toEqual(expected)
})

it('plays by itself what ends well', () => {
  expect(script.map(({ afterMs }) => afterMs)).toEqual(script.map(({ afterMs }) => afterMs).toSorted((a, b) => a - b))
  expect(script.at(-1)!.cue).toBe('all-well')
})
