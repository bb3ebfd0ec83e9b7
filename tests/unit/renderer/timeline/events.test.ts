import { describe, expect, it } from 'vitest'
import { eventsIn, oneByOne, stops, type TimelineEvent } from '../../../../src/renderer/features/timeline/events'
import { eventWords } from '../../../../src/renderer/features/timeline/event-words'
import { boxOfEvent, eventAt } from '../../../../src/renderer/features/timeline/hit'
import type { Answer } from '../../../../src/renderer/features/timeline/lane-source'
import { axisHeight, chartHeight, rowsOf } from '../../../../src/renderer/features/timeline/layout'
import { bandWords, nearest, readout } from '../../../../src/renderer/features/timeline/readout'
import type { Band, IncidentSpan, RunMark, TimelineNote, TimelineView } from '../../../../src/shared/timeline'
import { viewOf } from './views'

const incident = (id: string, from: number, to: number | null, own: Partial<IncidentSpan> = {}): IncidentSpan => ({ id, title: `${id} fails`, severity: 'fail', component: id, from, to, count: 1, together: [], ...own })
const run = (id: string, at: number, own: Partial<RunMark> = {}): RunMark => ({ id, job: 'ceo-brief', title: 'CEO Brief', at, finishedAt: at, outcome: 'done', late: false, message: null, count: 1, ...own })
const note = (id: string, at: number): TimelineNote => ({ id, at, kind: 'deployment', text: `Deployed ${id}`, source: 'api' })
const band = (from: number, to: number, counts: Band['counts'], base: Band['base'] = 'ok', worst = base): Band => ({ from, to, base, worst, counts })

const view: TimelineView = viewOf({
  ticks: [{ id: 'own', title: 'Ours', watched: [{ from: 0, to: 900 }], gaps: [{ from: 100, to: 300, kind: 'asleep', gaps: 0, count: 1 }, { from: 500, to: 520, kind: 'real', gaps: 4, count: 1 }], ticks: [] }],
  components: [{ target: 'stripe', title: 'Stripe', unit: 'ms', gone: false, bands: [band(0, 400, [9, 0, 0, 0]), band(400, 600, [10, 0, 2, 0], 'ok', 'fail')] }],
  incidents: [incident('stripe', 400, 600), incident('drive', 450, 800), incident('notion', 900, null)],
  runs: [run('a', 480), run('b', 700, { outcome: 'failed', message: 'No room.' })],
  notes: [note('2.4', 390)],
})
const answer: Answer = { question: { from: 0, to: 1000, width: 1000 }, view, spend: { bars: [{ from: 0, to: 3_600_000, usd: '1.25' }] }, lines: {} }
const rows = rowsOf(answer, new Set())
const events = eventsIn(view, { from: 0, to: 1000 }, 1000)
const eventOf = (id: string): TimelineEvent => events.find((event) => event.id === id)!

describe('events', () => {
  it('are those of the span, oldest first; what is open goes on', () => {
    expect(eventsIn(view, { from: 460, to: 690 }, 1000).map(({ id }) => id)).toEqual(['incident-stripe', 'incident-drive', 'run-a', 'gap-own-real-500'])
    expect(eventsIn(view, { from: 950, to: 999 }, 1000).map(({ id, to }) => [id, to])).toEqual([['incident-notion', 1000]])
  })

  it('incidents drawn as one are read one by one; what is open goes on', () => {
    const alone = ['a', 'b', 'c'].map((id, index) => incident(id, 100 + index, id === 'c' ? null : 200))
    const together = alone.map(({ count: _count, together: _together, ...one }) => one)
    const drawn = eventsIn(viewOf({ incidents: [incident('c', 100, null, { count: 3, together })], notes: [note('x', 101.5)] }), { from: 0, to: 1000 }, 1000)
    expect(oneByOne(drawn).map(({ id, from, to }) => [id, from, to])).toEqual([['incident-a', 100, 200], ['incident-b', 101, 200], ['note-x', 101.5, 101.5], ['incident-c', 102, 1000]])
    expect(oneByOne(drawn).map((event) => eventWords(event).title)).toEqual(['a fails', 'b fails', 'Deployed x', 'c fails'])
  })

  it('the Tab key stops at what needs somebody first', () => {
    expect(stops(events, 5).map(({ id }) => id)).toEqual(['incident-stripe', 'incident-drive', 'gap-own-real-500', 'run-b', 'incident-notion'])
    expect(stops(events, 99)).toEqual(events)
  })

  it.each<[string, string, RegExp]>([
    ['gap-own-asleep-100', 'Asleep: Ours', /The computer slept.*doesn’t count/],
    ['gap-own-real-500', 'Real: Ours', /^4 gaps\. .*These count/],
    ['run-b', 'CEO Brief', /^failed · No room\.$/],
    ['note-2.4', 'Deployed 2.4', /^Deployment, sent by a script$/],
    ['incident-stripe', 'stripe fails', /^failing$/],
  ])('%s is told of in words', (id, title, meaning) => {
    const words = eventWords(eventOf(id))
    expect(words.title).toBe(title)
    expect(words.meaning).toMatch(meaning)
  })
})

describe('lanes', () => {
  it('stand below the axis and one another without a gap, and an opened one has room for its line', () => {
    const opened = rowsOf(answer, new Set(['stripe']))
    expect([rows[0]!.top, rows.at(-1)!.bottom]).toEqual([axisHeight, chartHeight(rows)])
    rows.slice(1).forEach((row, i) => expect(row.top).toBe(rows[i]!.bottom))
    expect(rows.map(({ id }) => id)).toEqual(['ticks-own', 'component-stripe', 'incidents', 'runs', 'notes', 'spend'])
    expect(opened[1]!.bottom - opened[1]!.top).toBeGreaterThan(rows[1]!.bottom - rows[1]!.top)
  })

  it.each([
    [0, 1],
    [1.3, 1.3],
    [9, 1.6],
  ])('in %d times the room they are %d times as high, each by as much', (room, stretch) => {
    const natural = chartHeight(rows) - axisHeight
    const tall = rowsOf(answer, new Set(), axisHeight + room * natural)
    tall.forEach((row, i) => expect(Math.abs(row.bottom - row.top - stretch * (rows[i]!.bottom - rows[i]!.top))).toBeLessThanOrEqual(1))
    tall.slice(1).forEach((row, i) => expect(row.top).toBe(tall[i]!.bottom))
  })

  it('an opened one leaves the others as they are', () => {
    const room = 1.5 * chartHeight(rows)
    const heights = (opened: string[]) => rowsOf(answer, new Set(opened), room).map(({ top, bottom }) => bottom - top).toSpliced(1, 1)
    expect(heights(['stripe'])).toEqual(heights([]))
  })

  it('incidents at the same time are below one another, later ones on top again', () => {
    const lane = rows.find((row) => row.kind === 'incidents')
    expect(lane?.kind === 'incidents' && lane.packed.map(({ row }) => row)).toEqual([0, 1, 0])
  })

  it('more than three at once share the last row', () => {
    const many = rowsOf({ view: viewOf({ incidents: [1, 2, 3, 4, 5].map((n) => incident(String(n), n, 500)) }) }, new Set()).find((row) => row.kind === 'incidents')
    expect(many?.kind === 'incidents' && [many.rows, many.packed.map(({ row }) => row)]).toEqual([3, [0, 1, 2, 2, 2]])
  })
})

describe('pointing', () => {
  it.each(['incident-stripe', 'incident-drive', 'gap-own-real-500', 'run-b', 'note-2.4'])('%s is hit where it is drawn', (id) => {
    const box = boxOfEvent(eventOf(id), rows, { from: 0, to: 1000 }, 1000)!
    expect(eventAt(events, box.left + box.width / 2, box.top + box.height / 2, rows, { from: 0, to: 1000 }, 1000)?.id).toBe(id)
  })

  it('beside everything there is nothing, and what is out of sight has no place', () => {
    expect(eventAt(events, 30, 20, rows, { from: 0, to: 1000 }, 1000)).toBeNull()
    expect(boxOfEvent(eventOf('note-2.4'), rows, { from: 600, to: 1000 }, 1000)).toBeNull()
  })
})

describe('what a lane says of a moment', () => {
  const says = (kind: string, at: number, own: Partial<Answer> = {}) => readout(rows.find(({ id }) => id === kind)!, at, { ...answer, ...own })

  it.each<[string, number, string | RegExp]>([
    ['ticks-own', 50, 'ticking'],
    ['ticks-own', 200, 'Asleep'],
    ['ticks-own', 510, 'Real, 4 gaps'],
    ['ticks-own', 950, 'not watched'],
    ['component-stripe', 100, 'ok'],
    ['component-stripe', 500, '2 failing of 12 looks'],
    ['component-stripe', 700, 'nothing known'],
    ['incidents', 500, 'stripe fails and 1 more'],
    ['incidents', 1, 'none'],
    ['runs', 600, /^CEO Brief, /],
    ['notes', 10, 'none'],
    ['spend', 500, '$1.25 that hour'],
  ])('%s at %i: %s', (kind, at, words) => {
    expect(says(kind, at)).toEqual(typeof words === 'string' ? words : expect.stringMatching(words))
  })

  it('with its line it says what was measured', () => {
    const line = { unit: 'ms' as const, at: [90, 400], low: [1, 1], middle: [182, 90], high: [200, 99] }
    expect(says('component-stripe', 100, { lines: { stripe: { question: answer.question, line } } })).toBe('182 ms · ok')
  })

  it('of spend: nothing while it is asked for, and that there are no costs yet', () => {
    const { spend: _, ...waiting } = answer
    expect(readout(rows.at(-1)!, 5, waiting)).toBe('')
    expect(says('spend', 5, { spend: null })).toBe('No costs yet')
    expect(says('spend', 5, { spend: { bars: [] } })).toBe('nothing spent')
  })

  it('several findings are named from the worst on', () => {
    expect(bandWords(band(0, 1, [5, 1, 2, 1], 'ok', 'fail'))).toBe('2 failing, 1 warning, 1 unknown of 9 looks')
  })
})

it.each<[number[], number, number]>([[[], 5, -1], [[10], 5, 0], [[10, 20, 30], 14, 0], [[10, 20, 30], 16, 1], [[10, 20, 30], 99, 2]])('of %o the nearest to %i is at %i', (values, at, place) => {
  expect(nearest(values, at)).toBe(place)
})
