import { describe, expect, it } from 'vitest'
import { runsOf, type TrailCall, type TrailStep } from '../../../../src/core/costs/trail'

const step = (at: number, what: TrailStep['what'], own: Partial<TrailStep> = {}): TrailStep => ({ at, job: 'sync', what, run: null, agent: null, ref: null, attempt: null, cpuSeconds: 0, ...own })
const call = (at: number, grade: TrailCall['grade'] = 'computed'): TrailCall => ({ at, pico: BigInt(at), grade })
const told = (...asked: Parameters<typeof runsOf>) => runsOf(...asked).map(({ startedAt, finishedAt, outcome, calls, llm, charges }) => ({ startedAt, finishedAt, outcome, calls, llm, charges }))

describe('runs', () => {
  it('have the calls between their start and their end', () => {
    expect(told([step(10, 'started'), step(20, 'finished'), step(30, 'started'), step(40, 'failed')], [call(5), call(10), call(20), call(25), call(31), call(41)])).toEqual([
      { startedAt: 10, finishedAt: 20, outcome: 'finished', calls: 2, llm: 30n, charges: [] },
      { startedAt: 30, finishedAt: 40, outcome: 'failed', calls: 1, llm: 31n, charges: [] },
    ])
  })

  it('at the same time are told apart by their ids; a call belongs to the one that began last', () => {
    const steps = [step(10, 'started', { run: 'a' }), step(20, 'started', { run: 'b' }), step(30, 'finished', { run: 'a' }), step(40, 'finished', { run: 'b' })]
    expect(told(steps, [call(15), call(25), call(35)])).toMatchObject([{ finishedAt: 30, calls: 1, llm: 15n }, { finishedAt: 40, calls: 2, llm: 60n }])
  })

  it('go on until they are told to have ended, and for no more than a day', () => {
    expect(told([step(10, 'started')], [call(11), call(86_400_011)])).toEqual([{ startedAt: 10, finishedAt: null, outcome: 'running', calls: 1, llm: 11n, charges: [] }])
  })

  it('without an id that begin again without an end have none', () => {
    expect(told([step(10, 'started'), step(20, 'started'), step(30, 'finished')], [])).toMatchObject([{ finishedAt: null }, { finishedAt: 30 }])
  })

  it('have the charges of their id, or of their time', () => {
    const steps = [step(10, 'started', { run: 'a' }), step(12, 'charge', { ref: 'ch_1' }), step(20, 'finished', { run: 'a' }), step(50, 'charge', { ref: 'ch_2', run: 'a' }), step(60, 'charge', { ref: 'ch_3' })]
    expect(told(steps, [])[0]!.charges).toEqual(['ch_1', 'ch_2'])
  })

  it('are as sure as their weakest call, and say who ran them and for how long', () => {
    const [run] = runsOf([step(10, 'started'), step(20, 'finished', { agent: 'bot', cpuSeconds: 3 })], [call(11, 'reported'), call(12, 'estimated')])
    expect(run).toMatchObject({ grade: 'estimated', agent: 'bot', cpuSeconds: 3 })
  })
})
