import { describe, expect, it } from 'vitest'
import { dayWords, dueWords, lateWords, shapeOf } from '../../../src/renderer/features/schedule/run-words'
import type { DueView, Lateness, RunView } from '../../../src/shared/schedule'

// Tests run in Auckland, 13 hours ahead of UTC.
const at = (text: string): number => Date.parse(`${text}:00+13:00`)
const dueAt = at('2026-11-23T21:00')
const slept: Lateness = { cause: 'asleep', untilAt: at('2026-11-23T21:41') }

const run = (more: Partial<RunView> = {}): RunView => ({ id: 'r', job: 'ceo-brief', dueAt, startedAt: dueAt, finishedAt: dueAt + 900, outcome: 'done', late: false, manual: false, message: null, lateness: null, ...more })
const due = (state: DueView['state'], more: Partial<DueView> = {}): DueView => ({ dueAt, state, run: null, lateness: null, ...more })
const late = run({ startedAt: at('2026-11-23T21:41'), late: true, lateness: slept })

describe('a due time in words', () => {
  it.each([
    ['in time', due('done', { run: run() }), 'done at 21:00'],
    ['with its message', due('done', { run: run({ message: 'All is well.' }) }), 'done at 21:00: All is well.'],
    ['failed', due('failed', { run: run({ outcome: 'failed', message: 'It broke.' }) }), 'failed at 21:00: It broke.'],
    ['running', due('running', { run: run({ outcome: 'running', finishedAt: null }) }), 'running since 21:00'],
    ['late', due('done', { run: late, lateness: slept }), 'Missed 21:00: the computer slept until 21:41. Made up at 21:41.'],
    ['late, and failed', due('failed', { run: { ...late, outcome: 'failed', message: 'It broke.' }, lateness: slept }), 'Missed 21:00: the computer slept until 21:41. Made up at 21:41, failed: It broke.'],
    ['made up on another day', due('done', { run: run({ startedAt: at('2026-11-25T09:10'), late: true }), lateness: { cause: 'console-off', untilAt: at('2026-11-25T09:10') } }), 'Missed 21:00: the console was off until 25 Nov, 09:10. Made up at 25 Nov, 09:10.'],
    ['to be made up for', due('waiting', { lateness: slept }), 'Missed 21:00: the computer slept until 21:41. It is made up for next.'],
    ['never', due('missed', { lateness: { cause: 'unknown', untilAt: null } }), 'Missed 21:00: why isn’t known. A later one was made up instead.'],
    ['the clock was set', due('missed', { lateness: { cause: 'clock-set', untilAt: dueAt } }), 'Missed 21:00: the clock was set. A later one was made up instead.'],
  ])('%s', (_case, one, words) => {
    expect(dueWords(one)).toBe(words)
  })
})

describe('a day', () => {
  it.each([
    ['nothing due', [], 'none'],
    ['in time', [due('done')], 'done'],
    ['late', [due('done', { lateness: slept })], 'late'],
    ['late, and failed', [due('failed', { lateness: slept })], 'failed'],
    ['the worst of several', [due('done'), due('missed'), due('interrupted')], 'missed'],
    ['still to come', [due('done'), due('waiting')], 'waiting'],
  ] as const)('has a shape: %s', (_case, all, shape) => {
    expect(shapeOf(all)).toBe(shape)
  })
  it('is named as UTC has it, whatever the time here', () => {
    const day = Date.UTC(2026, 10, 23)
    expect(dayWords(day, [])).toBe('Mon 23 Nov: nothing due')
    expect(dayWords(day, [due('done', { run: run() }), due('missed')])).toBe('Mon 23 Nov: done at 21:00\nMissed 21:00: why isn’t known. A later one was made up instead.')
  })
})

describe('why a run was late', () => {
  it.each([
    [run(), null],
    [late, '41 min late: the computer slept until 21:41.'],
    [{ ...late, lateness: { cause: 'frozen' as const, untilAt: null } }, '41 min late: the console stood still.'],
    [{ ...late, lateness: { cause: 'unknown' as const, untilAt: null } }, '41 min late: why isn’t known.'],
  ])('%#', (one, words) => {
    expect(lateWords(one)).toBe(words)
  })
})
