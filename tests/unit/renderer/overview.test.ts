import { describe, expect, it } from 'vitest'
import { markedLine } from '../../../src/renderer/features/overview/brief-line'
import { aboutSum, costView, incompleteOf } from '../../../src/renderer/features/overview/cost-view'
import { detailView, fieldName, fieldValue } from '../../../src/renderer/features/overview/detail-view'
import { foldedRows, shownOneByOne, tally } from '../../../src/renderer/features/overview/fold'
import { rowView, runCount } from '../../../src/renderer/features/overview/row-view'
import { upcoming } from '../../../src/renderer/features/overview/upcoming'
import { scaleTop, valueText } from '../../../src/renderer/parts/units'
import { component, costs, job } from './fixtures'

describe('a component’s row', () => {
  it('shows the figure of a healthy one, and nothing more', () => {
    expect(rowView(component({ figure: 'test mode', latencyMs: 96 }), null)).toEqual({
      looking: false,
      problem: false,
      finding: 'test mode',
      message: null,
      hint: null,
      latency: '96 ms',
    })
  })
  it('spells a problem out: what kind, what happened, what to do', () => {
    const row = rowView(
      component({ status: 'fail', code: 'permission_missing', message: 'The key lacks Balance: read.', hint: 'Allow it.' }),
      null,
    )
    expect(row).toMatchObject({ problem: true, finding: 'A permission is missing', message: 'The key lacks Balance: read.', hint: 'Allow it.' })
  })
  it('is one line when nobody could look, without a latency of another day', () => {
    const row = rowView(component({ status: 'unknown', code: 'offline', message: 'This computer is offline.', latencyMs: 80, hint: 'Wait.' }), null)
    expect(row).toEqual({ looking: false, problem: false, finding: 'This computer is offline.', message: null, hint: null, latency: null })
  })
  it('is quiet when it isn’t set up', () => {
    expect(rowView(component({ status: 'off', message: '', latencyMs: 5 }), null)).toMatchObject({ problem: false, finding: 'not set up', latency: null })
  })
  it('says that it has not been looked at', () => {
    expect(rowView(component({ status: 'unknown', checkedAt: null }), null).finding).toBe('not looked at yet')
  })
  it('tells looking from done while a run is on', () => {
    const run = { reason: 'button', startedAt: 0, targets: { stripe: 'looking', notion: 'done' } } as const
    expect(rowView(component({ target: 'stripe' }), run).looking).toBe(true)
    expect(rowView(component({ target: 'notion' }), run).looking).toBe(false)
    expect(runCount(run)).toEqual({ done: 1, all: 2 })
  })
  it.each([
    ['a remote component', { reach: 'remote', unit: 'ms' }, '4 ms'],
    ['a remote one that counts something else', { reach: 'remote', unit: 'days' }, '4 ms'],
    ['a local one whose answer is timed', { reach: 'local', unit: 'ms' }, '4 ms'],
    ['a local one that counts something else', { reach: 'local', unit: 'percent' }, null],
  ] as const)('says how long looking took where that tells something: %s', (_name, about, expected) => {
    expect(rowView(component({ ...about, latencyMs: 4 }), null).latency).toBe(expected)
  })
  it('says that somebody switched it off, whatever the last look found', () => {
    expect(rowView(component({ status: 'off', message: 'Notion isn’t connected.' }), null, true).finding).toBe('Switched off.')
    expect(rowView(component({ status: 'ok', figure: 'test mode' }), null, true).finding).toBe('test mode')
  })
})

describe('a value of a sparkline', () => {
  it.each([
    ['ms', 1234, '1.2 s', undefined],
    ['percent', 61.2, '61 %', 100],
    ['gaps', 1, '1 gap', undefined],
    ['days', 29.9, '29 days', undefined],
    ['count', 1234.56, '1,234.6', undefined],
    ['bytes', 5_200_000, '5.2 MB', undefined],
  ] as const)('in %s', (unit, value, words, top) => {
    expect(valueText(unit, value)).toBe(words)
    expect(scaleTop(unit)).toBe(top)
  })
})

describe('a card of many checks', () => {
  const added = (count: number, more = {}) => Array.from({ length: count }, (_, index) => component({ target: `c${index}`, builtIn: false, ...more }))
  const builtIn = component({ target: 'notion' })

  it('shows them one by one while they are few', () => {
    const few = [builtIn, ...added(shownOneByOne)]
    expect(foldedRows(few, false)).toEqual({ rows: few, folded: [], canFold: false })
  })
  it('folds those that are well once they are many, and never one that isn’t', () => {
    const unwell = [component({ target: 'bad', builtIn: false, status: 'fail' }), component({ target: 'lost', builtIn: false, status: 'unknown' })]
    const many = [builtIn, ...unwell, ...added(shownOneByOne)]
    const { rows, folded, canFold } = foldedRows(many, false)
    expect(rows.map(({ target }) => target)).toEqual(['notion', 'bad', 'lost'])
    expect(folded).toHaveLength(shownOneByOne)
    expect(canFold).toBe(true)
  })
  it('loses none: every component is a row or folded', () => {
    const many = [builtIn, ...added(30), ...added(3, { status: 'off' })]
    const { rows, folded } = foldedRows(many, false)
    expect([...rows, ...folded].toSorted((a, b) => many.indexOf(a) - many.indexOf(b))).toEqual(many)
    expect(foldedRows(many, true)).toMatchObject({ rows: many, canFold: true })
    expect(tally(folded)).toBe('30 ok, 3 off')
  })
  it('folds no single one away', () => {
    expect(foldedRows([...added(shownOneByOne, { status: 'warning' }), component({ target: 'well', builtIn: false })], false).canFold).toBe(false)
  })
})

describe('the cost strip', () => {
  const former = (totalUsd: string) => ({ ...costs({}).lastWeek, totalUsd })

  it('sets this week against last week up to the same moment, as it was', () => {
    const view = costView({ ...costs({ totalUsd: '6' }), lastWeek: former('10'), lastWeekSoFar: former('5') })
    expect(view).toMatchObject({ lastWeek: '$10.00', pace: { direction: 'up', words: '▲ 20 %', soFar: '$5.00' } })
  })
  it.each([
    ['nothing is known of it', null],
    ['it had cost nothing by then', former('0')],
  ])('sets it against nothing where %s', (_why, lastWeekSoFar) => {
    expect(costView({ ...costs({ totalUsd: '6' }), lastWeek: former('10'), lastWeekSoFar })).toMatchObject({ lastWeek: '$10.00', pace: null })
  })
  it('says of a sum what it is made of, since when and how sure it is', () => {
    const { week } = costs({ totalUsd: '4.17', llmUsd: '3.1', stripeUsd: null, cpuUsd: '0.0042', lowUsd: '4.17', highUsd: '5', grade: 'unpriced' })
    expect(aboutSum(week, 'week', 'Europe/Berlin').split('\n')).toEqual([
      'LLM $3.10 · CPU $0.0042',
      'Since Monday 00:00, Europe/Berlin',
      'Some calls have no known price and are not in this sum.',
      'At least $4.17, at most $5.00',
    ])
  })
  it('says nothing of bounds that are the sum itself', () => {
    expect(aboutSum(costs({}).today, 'today', 'UTC')).not.toContain('At least')
  })
  it('names the Finance table only where it adds something', () => {
    const keys = (financeUsd: string) => costView(costs({ totalUsd: '2', financeUsd })).parts.map(({ key }) => key)
    expect(keys('0')).toEqual(['llm', 'stripe', 'cpu'])
    expect(keys('1')).toEqual(['llm', 'stripe', 'cpu', 'finance'])
  })
  it('tells fees that were not read from fees of nothing', () => {
    expect(costView(costs({ stripeUsd: null })).parts[1]).toEqual({ key: 'stripe', amount: 'not read yet', share: null })
  })
  it('shows parts that add up to the week', () => {
    const view = costView(costs({ totalUsd: '1.00', llmUsd: '0.335', stripeUsd: '0.335', cpuUsd: '0.33' }))
    expect([view.week, ...view.parts.map((part) => part.amount)]).toEqual(['$1.00', '$0.34', '$0.33', '$0.33'])
  })
  it('holds no weeks against one another while logs are being read, and says how far that is', () => {
    expect(costView({ ...costs({ totalUsd: '6' }), lastWeek: former('10'), lastWeekSoFar: former('5') }, true)).toMatchObject({ week: '$6.00', lastWeek: null, pace: null })
    expect(incompleteOf({ part: 0.42, detail: '42 MB of 100 MB' })).toEqual({ words: 'partial: 42 % of the logs read', tip: expect.stringContaining('42 MB of 100 MB') })
  })
  it('says nothing of a last week that cost nothing', () => {
    expect(costView({ ...costs({}), lastWeek: { ...costs({}).lastWeek, totalUsd: '0' } }).lastWeek).toBeNull()
  })
})

describe('what a probe found', () => {
  it.each([
    ['usedBytes', 476e9, 'Used', '476 GB'],
    ['usedPercent', 61.3, 'Used %', '61 %'],
    ['longestGapMs', 90_000, 'Longest gap', '1 min'],
    ['latencyMs', 90, 'Latency', '90 ms'],
    ['gaps24h', 3, 'Gaps 24h', '3'],
    ['financeDataSource', 'Ledger', 'Finance data source', 'Ledger'],
    ['free', null, 'Free', '–'],
    ['livemode', false, 'Livemode', 'no'],
    ['mounts', ['/', '/data'], 'Mounts', '/, /data'],
    ['none', [], 'None', 'none'],
  ])('%s: %j', (key, value, name, words) => {
    expect(fieldName(key)).toBe(name)
    expect(fieldValue(key, value)).toBe(words)
  })
  it('makes a table of alike records and leaves empty columns out', () => {
    const { facts, tables } = detailView({
      filesystems: [
        { mount: '/', usedPercent: 61, problem: null },
        { mount: '/data', usedPercent: 20, problem: null },
      ],
      storage: { usedBytes: 1e9 },
    })
    expect(facts).toEqual([{ name: 'Storage · used', value: '1.0 GB' }])
    expect(tables).toEqual([
      {
        name: 'Filesystems',
        columns: [
          { name: 'Mount', figures: false },
          { name: 'Used %', figures: true },
        ],
        rows: [
          ['/', '61 %'],
          ['/data', '20 %'],
        ],
      },
    ])
  })
})

describe('a single record', () => {
  it('is plain facts, without the empty ones', () => {
    expect(detailView({ filesystems: [{ mount: '/', usedPercent: 61, problem: null }] })).toEqual({
      facts: [
        { name: 'Mount', value: '/' },
        { name: 'Used %', value: '61 %' },
      ],
      tables: [],
    })
  })
})

describe('the line of upcoming runs', () => {
  it('is the soonest four, without those that have no time', () => {
    const jobs = [job('e', 5), job('a', 1), job('x', null), job('c', 3), job('b', 2), job('d', 4)]
    expect(upcoming(jobs).map((one) => one.id)).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('a line of the brief', () => {
  it('gives up its sign for the window’s own', () => {
    expect(markedLine('⚠️ Disk: 88 %')).toEqual({ status: 'warning', words: 'Disk: 88 %' })
    expect(markedLine('Nothing.')).toEqual({ status: null, words: 'Nothing.' })
  })
})
