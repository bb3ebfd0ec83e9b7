import { describe, expect, it } from 'vitest'
import { backtestWords, firingRows } from '../../../src/renderer/features/settings/alerts/backtest-words'
import { anomalyLines, diskLines, latencyLines, recordWords } from '../../../src/renderer/parts/forecast-words'
import type { ForecastView } from '../../../src/shared/model'

const hourMs = 3_600_000
const start = Date.UTC(2026, 10, 1)

const firing = (hour: number, hoursOpen: number | null = 1) => ({
  target: 'notion',
  severity: 'fail' as const,
  title: `Fired at hour ${hour}`,
  openedAt: start + hour * hourMs,
  resolvedAt: hoursOpen === null ? null : start + (hour + hoursOpen) * hourMs,
})

describe('what a rule would have done', () => {
  it.each([
    ['often', 3, 41_230, 'Would have fired 3 times in 41,230 looks.'],
    ['once', 1, 1, 'Would have fired 1 time in 1 look.'],
    ['never', 0, 41_230, 'Would not have fired.'],
    ['nothing, for want of a past', 0, 0, 'There is no history to try it on yet. Try again after some looks.'],
  ])('%s', (_name, times, looks, said) => {
    expect(backtestWords({ looks, knownSince: null, firings: Array.from({ length: times }, (_, hour) => firing(hour)) })).toBe(said)
  })

  it('is as much as is known', () => {
    expect(backtestWords({ looks: 7, knownSince: new Date(2026, 10, 12, 9, 14).getTime(), firings: [] })).toBe('Would not have fired. Known since 12 Nov, 09:14. Before that, what this rule judges by wasn’t kept.')
  })

  it('is a row each time, the latest first, with how long it lasted', () => {
    const { rows, more } = firingRows([firing(0, 2.5), firing(9, null)])
    expect(rows).toEqual([
      { key: `notion ${start + 9 * hourMs}`, severity: 'fail', title: 'Fired at hour 9', openedAt: start + 9 * hourMs, lasted: 'still open' },
      { key: `notion ${start}`, severity: 'fail', title: 'Fired at hour 0', openedAt: start, lasted: '2 h 30 min' },
    ])
    expect(more).toBe(0)
  })

  it.each([
    [0, 0, 0],
    [8, 8, 0],
    [9, 8, 1],
    [300, 8, 292],
  ])('of %i firings %i have a row, and %i are counted', (count, shown, uncounted) => {
    const { rows, more } = firingRows(Array.from({ length: count }, (_, hour) => firing(hour)))
    expect([rows.length, more]).toEqual([shown, uncounted])
    expect(new Set(rows.map(({ key }) => key)).size).toBe(shown)
  })
})

type ForecastRecord = ForecastView['record']
const record = (extra: Partial<ForecastRecord> = {}): ForecastRecord => ({ claims: 0, hits: 0, missed: 0, leadMs: 0, since: null, there: false, ...extra })

describe('how a forecaster has done', () => {
  it.each<[Partial<ForecastRecord>, string]>([
    [{}, 'nothing claimed yet'],
    [{ claims: 4, hits: 3, leadMs: 63.6 * hourMs }, 'right 3 of 4 times, 21 h ahead on average'],
    [{ claims: 5, hits: 3, leadMs: 63 * hourMs, since: start }, 'right 3 of 4 times, 21 h ahead on average'],
    [{ claims: 1, hits: 1, leadMs: 30.2 * hourMs }, 'right 1 of 1 time, 1 d 6 h ahead on average'],
    [{ claims: 2, hits: 2, leadMs: 80 * 60_000 }, 'right 2 of 2 times, 40 min ahead on average'],
    [{ claims: 2, missed: 1 }, 'right 0 of 2 times, 1 missed'],
    [{ claims: 1, since: start }, 'its first claim is still open'],
    [{ missed: 2 }, 'nothing claimed yet, 2 missed'],
  ])('%j', (figures, said) => {
    expect(recordWords(record(figures))).toBe(said)
  })
})

const view = (kind: ForecastView['kind'], target: string, extra: Partial<Omit<ForecastView, 'kind' | 'target' | 'series'>> = {}) => ({
  series: `${kind}:${target}`,
  kind,
  target,
  alert: false,
  hours: null,
  between: null,
  value: 50,
  record: record(),
  ...extra,
})

describe('what the forecasters say now', () => {
  it.each<[string, Parameters<typeof view>[2], string]>([
    ['no growth', {}, '/: not filling'],
    ['growth', { hours: 76.2 }, '/: full in about 3 d 4 h'],
    ['an alert without a figure', { alert: true }, '/: full soon'],
    ['an end that has come', { hours: 0, alert: true }, '/: full'],
    ['a disk that is full', { record: record({ there: true }) }, '/: full'],
  ])('of a disk with %s', (_name, extra, now) => {
    expect(diskLines([view('disk-72', '/', extra)])).toMatchObject([{ now }])
  })

  it('is one line a disk, by the forecaster that looks further ahead', () => {
    const lines = diskLines([view('disk-24', '/'), view('disk-72', '/', { hours: 60, record: record({ claims: 1 }) }), view('disk-24', '/data'), view('latency', 'notion')])
    expect(lines).toEqual([
      { key: 'disk-72:/', now: '/: full in about 2 d 12 h', interval: null, record: 'right 0 of 1 time' },
      { key: 'disk-24:/data', now: '/data: not filling', interval: null, record: 'nothing claimed yet' },
    ])
  })

  it('says between which hours, while it is still to come', () => {
    const between = { low: 40, high: 80 }
    expect(diskLines([view('disk-72', '/', { hours: 60, between })])).toMatchObject([{ interval: { low: 40, high: 80, hours: 60, words: 'probably in 1 d 16 h to 3 d 8 h' } }])
    expect(diskLines([view('disk-72', '/', { hours: 0, between })])).toMatchObject([{ interval: null }])
    expect(diskLines([view('disk-72', '/', { hours: 5, between, record: record({ there: true }) })])).toMatchObject([{ interval: null }])
  })

  const titleOf = (target: string): string => target.toUpperCase()
  it('names each check whose values are watched', () => {
    expect(anomalyLines([view('anomaly', 'job', { alert: true, record: record({ claims: 1, since: start }) }), view('anomaly', 'db'), view('latency', 'notion')], titleOf)).toEqual([
      { key: 'anomaly:job', now: 'JOB: an unusual value', interval: null, record: 'as a sign of a failure to come: its first claim is still open' },
      { key: 'anomaly:db', now: 'DB: as usual', interval: null, record: 'as a sign of a failure to come: nothing claimed yet' },
    ])
  })
  it('names the components that answer slowly, and only those', () => {
    expect(latencyLines([view('latency', 'notion', { alert: true, value: 1834 }), view('latency', 'stripe'), view('disk-72', '/', { alert: true })], titleOf)).toEqual([
      { key: 'latency:notion', now: 'NOTION: slower than usual, 1.8 s', interval: null, record: 'as a sign of a failure to come: nothing claimed yet' },
    ])
  })
  it('is how all have done together while none is slow', () => {
    const past = [view('latency', 'notion', { record: record({ claims: 3, hits: 1, leadMs: 2 * hourMs }) }), view('latency', 'stripe', { record: record({ claims: 1, hits: 1, leadMs: 4 * hourMs, missed: 1 }) })]
    expect(latencyLines(past, titleOf)).toMatchObject([
      { now: 'Nothing answers slower than usual', record: 'as a sign of a failure to come: right 2 of 4 times, 3 h ahead on average, 1 missed' },
    ])
  })
  it('passes over what doesn’t answer at all', () => {
    expect(latencyLines([view('latency', 'notion', { alert: true, record: record({ claims: 1, hits: 1, leadMs: hourMs, there: true }) })], titleOf)).toMatchObject([{ now: 'Nothing answers slower than usual' }])
  })
  it('is nothing before the first look', () => {
    expect([diskLines([]), latencyLines([view('disk-24', '/')], titleOf)]).toEqual([[], []])
  })
})
