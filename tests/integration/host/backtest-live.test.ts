import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rules } from '../../../src/core/registry'
import { backtestReport, type BacktestReport } from '../../../src/host/backtest'
import type { Incident } from '../../../src/shared/model'
import { day, hour, livedDays, type LivedDays } from './lived-days'

/** What a live console found in four bad days, and what each rule says when it is tried on what was kept of them. */
let lived: LivedDays
beforeAll(async () => {
  lived = await livedDays()
}, 120_000)
afterAll(() => lived.close())

const replay = async (rule: string, from = lived.from): Promise<BacktestReport> => (await backtestReport(rule, { from, to: lived.to }, lived, lived.settings))!
const openedBy = (rule: string): Incident[] => lived.incidents.filter((incident) => incident.rule === rule)
const bare = ({ target, severity, openedAt, resolvedAt }: Pick<Incident, 'target' | 'severity' | 'openedAt' | 'resolvedAt'>) => ({ target, severity, openedAt, resolvedAt })
const inOrder = <T extends { target: string; openedAt: number }>(all: readonly T[]): T[] => all.toSorted((a, b) => a.openedAt - b.openedAt || a.target.localeCompare(b.target))

/** Money is judged at the end of each hour on the past, and some minutes later by a live console, which waits for what is still on its way. */
const byTheHour = (at: number | null): number | null => (at === null ? null : Math.floor(at / hour))
const hourly = (one: ReturnType<typeof bare>) => ({ ...one, openedAt: byTheHour(one.openedAt)!, resolvedAt: byTheHour(one.resolvedAt) })

describe('every rule, tried on what was kept of its past', () => {
  it.each(rules.map(({ id }) => id))('%s finds the very incidents that the live console opened', async (id) => {
    const { bySpending } = rules.find((rule) => rule.id === id)!
    const shown = (all: readonly Parameters<typeof bare>[0][]) => inOrder(all.map(bare).map((one) => (bySpending ? hourly(one) : one)))
    const live = shown(openedBy(id))
    // A rule that nothing here sets off would be tried in vain: add its trouble to the four days.
    expect(live).not.toEqual([])
    expect(shown((await replay(id)).firings)).toEqual(live)
  })

  it.each(['tick-gaps', 'console-itself'])('%s is as of its time: what came later changes nothing of what was found before', async (id) => {
    const whole = await replay(id)
    const half = (await backtestReport(id, { from: lived.from, to: lived.from + 1.5 * day }, lived, lived.settings))!
    expect(half.firings.map(({ openedAt }) => openedAt)).toEqual(whole.firings.map(({ openedAt }) => openedAt).filter((at) => at < lived.from + 1.5 * day))
  })

  it.each([
    ['tick-gaps', true],
    ['credential-age', true],
    ['component-failing', false],
  ])('%s says since when it is known: %s', async (id, isKept) => {
    const { knownSince } = await replay(id, lived.from - 10 * day)
    expect(knownSince).toBe(isKept ? new Date(lived.from).toISOString() : null)
  })
})
