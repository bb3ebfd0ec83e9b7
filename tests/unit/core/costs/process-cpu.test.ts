import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuSpent, lessLogged, type Accounts } from '../../../../src/core/costs/process-cpu'
import { groupWith, namesOf, sightingOf, type ProcessTimes, type Sighting } from '../../../../src/core/costs/process-sighting'

const watching = { names: ['Worker.py', 'scheduler'], ownPid: 999, mostSeconds: 120 }

/** pid, parent, its names, its own seconds, those of ended children. It started when its number says. */
const one = (pid: number, parentPid: number, name: string, ownSeconds = 0, reapedSeconds = 0, startedAt = pid): ProcessTimes => ({ pid, parentPid, startedAt, names: [name], ownSeconds, reapedSeconds })

function spentOver(...readings: ProcessTimes[][]): Record<string, number>[] {
  let before: Sighting | null = null
  return readings.map((now) => {
    const sighting: Sighting = sightingOf(now, before, watching)
    const spent = cpuSpent(before, sighting, watching)
    before = sighting
    return Object.fromEntries(spent.map(({ process, pid, seconds }) => [`${process} ${pid}`, seconds]))
  })
}

describe('a program’s names', () => {
  it.each([
    ['/usr/bin/python3', ['-u', '/opt/echopilot/Worker.py', '--once'], ['python3', 'worker.py']],
    ['C:\\Tools\\Node.exe', ['C:\\app\\index.js'], ['node', 'index.js']],
    ['scheduler', [], ['scheduler']],
    ['node', ['--version'], ['node']],
    ['', [], []],
  ])('%s %j: %j', (program, parameters, expected) => {
    expect(namesOf(program, parameters)).toEqual(expected)
  })
})

describe('what a watched program used', () => {
  it.each<[string, ProcessTimes[][], Record<string, number>[]]>([
    ['is what it gained, and nothing at the first reading', [[one(10, 1, 'scheduler', 5)], [one(10, 1, 'scheduler', 7)], [one(10, 1, 'scheduler', 7)]], [{}, { 'scheduler 10': 2 }, {}]],
    ['is all of it when it started since', [[one(1, 0, 'init')], [one(1, 0, 'init'), one(10, 1, 'scheduler', 3, 1)]], [{}, { 'scheduler 10': 4 }]],
    ['is another one’s when the number is used again', [[one(10, 1, 'scheduler', 50)], [one(10, 1, 'scheduler', 3, 0, 11)]], [{}, { 'scheduler 10': 3 }]],
    ['is nobody’s when it isn’t watched', [[one(10, 1, 'nginx', 5)], [one(10, 1, 'nginx', 7)]], [{}, {}]],
    ['is also what it has started used, while that runs', [[one(10, 1, 'scheduler'), one(11, 10, 'sh', 1)], [one(10, 1, 'scheduler', 2), one(11, 10, 'sh', 4), one(12, 11, 'grep', 5)]], [{}, { 'scheduler 10': 10 }]],
    ['and once that has ended: what nobody saw of it', [[one(10, 1, 'scheduler'), one(11, 10, 'sh', 4)], [one(10, 1, 'scheduler', 0, 9)]], [{}, { 'scheduler 10': 5 }]],
    ['and all of what came and went between', [[one(10, 1, 'scheduler')], [one(10, 1, 'scheduler', 1, 6)]], [{}, { 'scheduler 10': 7 }]],
    // 12 was the child of 11, and both ended: 10 has the time of both.
    ['and of its children’s children', [[one(10, 1, 'scheduler'), one(11, 10, 'sh', 1), one(12, 11, 'grep', 2)], [one(10, 1, 'scheduler', 0, 4)]], [{}, { 'scheduler 10': 1 }]],
    ['stays its own when who started it is gone', [[one(10, 1, 'scheduler'), one(11, 10, 'sh', 1)], [one(1, 0, 'init'), one(11, 1, 'sh', 3)]], [{}, { 'scheduler 10': 2 }]],
    ['is its own where a watched one started it', [[one(10, 1, 'scheduler'), one(11, 10, 'worker.py', 1)], [one(10, 1, 'scheduler', 1), one(11, 10, 'worker.py', 3)]], [{}, { 'scheduler 10': 1, 'worker.py 11': 2 }]],
    ['isn’t its starter’s again when that one reaps it', [[one(10, 1, 'scheduler'), one(11, 10, 'worker.py', 30)], [one(10, 1, 'scheduler', 1, 30)]], [{}, { 'scheduler 10': 1 }]],
    ['isn’t less than nothing when nobody reaps it', [[one(10, 1, 'scheduler'), one(11, 10, 'sh', 30)], [one(10, 1, 'scheduler', 1)]], [{}, { 'scheduler 10': 1 }]],
    ['isn’t the console’s own, nor of what that starts', [[one(10, 1, 'scheduler'), one(999, 10, 'scheduler'), one(1000, 999, 'worker.py')], [one(10, 1, 'scheduler'), one(999, 10, 'scheduler', 5), one(1000, 999, 'worker.py', 5)]], [{}, {}]],
  ])('%s', (_name, readings, expected) => {
    expect(spentOver(...readings)).toEqual(expected)
  })

  const supervisor = one(5, 1, 'supervisor', 0, 100)
  it.each<[string, ProcessTimes[][], Record<string, number>[]]>([
    ['loses nothing: who reaps it tells the rest', [[supervisor, one(10, 5, 'scheduler', 20)], [{ ...supervisor, reapedSeconds: 125 }, one(11, 5, 'scheduler', 2)]], [{}, { 'scheduler 10': 5, 'scheduler 11': 2 }]],
    ['but not where others ended as well', [[supervisor, one(10, 5, 'scheduler', 20), one(12, 5, 'nginx', 1)], [{ ...supervisor, reapedSeconds: 150 }]], [{}, {}]],
    ['nor where the system adopts everyone', [[one(1, 0, 'init', 0, 0), one(10, 1, 'scheduler', 20)], [one(1, 0, 'init', 0, 900)]], [{}, {}]],
    ['nor more than there was time for', [[supervisor, one(10, 5, 'scheduler', 20)], [{ ...supervisor, reapedSeconds: 9000 }]], [{}, { 'scheduler 10': 120 }]],
  ])('restarted by somebody who isn’t watched %s', (_name, readings, expected) => {
    expect(spentOver(...readings)).toEqual(expected)
  })

  it('is counted from the moment it is watched, not before', () => {
    const at = (names: string[], before: Sighting | null, seconds: number) => sightingOf([one(10, 1, 'scheduler', seconds)], before, { ...watching, names })
    const unwatched = at([], null, 50)
    expect(cpuSpent(unwatched, at(['scheduler'], unwatched, 51), watching)).toEqual([{ process: 'scheduler', pid: 10, seconds: 1 }])
  })
})

describe('jobs that log their own time', () => {
  const fresh = (): Accounts => ({ logged: new Map(), written: new Map() })
  const spent = (seconds: number) => [{ process: 'scheduler', pid: 10, seconds }]
  const left = (seconds: number, accounts: Accounts) => lessLogged(spent(seconds), accounts)[0]?.seconds ?? 0
  const log = (accounts: Accounts, seconds: number) => void accounts.logged.set('scheduler', (accounts.logged.get('scheduler') ?? 0) + seconds)

  it('win: what they log is taken off', () => {
    const accounts = fresh()
    log(accounts, 7)
    expect([left(10, accounts), left(10, accounts)]).toEqual([3, 10])
  })

  it('win also over what was written before they logged it', () => {
    const accounts = fresh()
    expect(left(20, accounts)).toBe(20)
    log(accounts, 25)
    expect([left(10, accounts), left(10, accounts), left(10, accounts)]).toEqual([0, 0, 5])
  })

  it('can’t silence a program by saying too much', () => {
    const accounts = fresh()
    log(accounts, 1e6)
    expect([left(10, accounts), left(10, accounts)]).toEqual([0, 10])
  })

  it('never make a second count twice, nor less than once', () => {
    const step = fc.record({ used: fc.integer({ min: 0, max: 60 }), logged: fc.integer({ min: 0, max: 60 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const accounts = fresh()
        let [used, logged, written] = [0, 0, 0]
        for (const now of steps) {
          used += now.used
          // A log tells no more than was used.
          const told = Math.min(now.logged, used - logged)
          logged += told
          log(accounts, told)
          written += left(now.used, accounts)
        }
        const waiting = accounts.logged.get('scheduler') ?? 0
        expect(written + logged - waiting).toBe(used)
      }),
    )
  })

  it('are known by their process, also when it has ended', () => {
    const before = sightingOf([one(10, 1, 'scheduler'), one(11, 10, 'sh')], null, watching)
    const now = sightingOf([one(10, 1, 'scheduler')], before, watching)
    expect([10, 11, 12].map((pid) => groupWith(pid, [now, before])?.process)).toEqual(['scheduler', 'scheduler', undefined])
  })
})

describe('over any life of processes', () => {
  type Act = { kind: 'start' | 'burn' | 'end' | 'read'; whom: number; seconds: number }
  const act: fc.Arbitrary<Act> = fc.record({ kind: fc.constantFrom('start', 'burn', 'burn', 'end', 'read'), whom: fc.nat(50), seconds: fc.integer({ min: 1, max: 9 }) })

  /** Process 2 is watched and lives; the others descend from it. Those without children may end, and are reaped. */
  function billed(acts: readonly Act[]): { billed: number; used: number } {
    const living: ProcessTimes[] = [one(1, 0, 'init'), one(2, 1, 'scheduler')]
    let [before, next, total, used] = [sightingOf(living, null, watching), 3, 0, 0]
    const read = () => {
      const now = sightingOf(structuredClone(living), before, watching)
      total += cpuSpent(before, now, watching).reduce((sum, { seconds }) => sum + seconds, 0)
      before = now
    }
    for (const { kind, whom, seconds } of acts) {
      const chosen = living[1 + (whom % (living.length - 1))]!
      if (kind === 'start') living.push(one(next++, chosen.pid, whom % 3 === 0 ? 'worker.py' : 'sh'))
      if (kind === 'burn') {
        chosen.ownSeconds += seconds
        used += seconds
      }
      const parent = living.find(({ pid }) => pid === chosen.parentPid)!
      if (kind === 'end' && chosen.pid !== 2 && !living.some(({ parentPid }) => parentPid === chosen.pid)) {
        parent.reapedSeconds += chosen.ownSeconds + chosen.reapedSeconds
        living.splice(living.indexOf(chosen), 1)
      }
      if (kind === 'read') read()
    }
    read()
    return { billed: total, used }
  }

  it('what is billed is what was used, no second twice and none lost', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
        const sums = billed(acts)
        expect(sums.billed).toBe(sums.used)
      }),
      { numRuns: 300 },
    )
  })
})
