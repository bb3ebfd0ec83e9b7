import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { PulseRules, Span } from '../../../src/core/presence'
import { PresenceWatch, systemPulse, systemRules, type PresencePorts } from '../../../src/host/presence'
import { Store } from '../../../src/host/store/store'
import { HandMachine } from '../../fixtures/machine'
import { bareEnvironment, root, startChild } from '../child'
import { freshFolder, until } from '../support'

const second = 1000
const minute = 60_000
const hour = 60 * minute
const linux: PulseRules = { everyMs: 5 * second, clockStops: true }

function watching(machine: HandMachine, own: Partial<PresencePorts> = {}) {
  const back: Span['kind'][] = []
  const bugs: string[] = []
  let clockSet = 0
  const watch = new PresenceWatch({ pulse: () => machine.pulse(), rules: linux, store: null, onBack: ({ kind }) => back.push(kind), onClockSet: () => clockSet++, onBug: (where) => bugs.push(where), ...own })
  const awake = (ms: number) => {
    for (let left = ms; left > 0; left -= 5 * second) {
      machine.pass(Math.min(left, 5 * second))
      watch.pulse()
    }
  }
  return { watch, back, bugs, awake, clockSet: () => clockSet, kinds: () => watch.view().spans.map(({ kind }) => kind) }
}
const noon = Date.UTC(2026, 10, 23, 12)

describe('the presence', () => {
  it('takes a sleep down once, whoever tells of it, and tells once that it is over', async () => {
    const machine = new HandMachine(noon)
    const { watch, back, kinds, awake } = watching(machine)
    awake(minute)
    watch.suspending()
    watch.suspending()
    machine.sleep(hour)
    watch.pulse()
    watch.pulse()
    awake(minute)
    await turn()
    expect([kinds(), back]).toEqual([['asleep'], ['asleep']])
  })

  it('tells of a clock that was set, also in sleep', async () => {
    const machine = new HandMachine(noon)
    const { watch, clockSet, kinds, awake } = watching(machine)
    awake(minute)
    machine.setClock(hour)
    awake(minute)
    machine.sleep(hour)
    machine.setClock(-hour)
    watch.pulse()
    await turn()
    expect([clockSet(), kinds()]).toEqual([2, ['clock', 'asleep']])
  })

  it('knows when something beyond the network last answered, also after the clock was set', () => {
    const machine = new HandMachine(noon)
    const { watch, awake } = watching(machine)
    expect(watch.view().reachedAt).toBeNull()
    awake(10 * minute)
    const answeredAt = noon + 4 * minute
    watch.setReached(answeredAt)
    machine.setClock(hour)
    awake(minute)
    watch.setReached(answeredAt)
    const { now, reachedAt } = watch.view()
    expect(now.sinceBootMs - reachedAt!.sinceBootMs).toBe(7 * minute)
    watch.setReached(null)
    expect(watch.view().reachedAt).toBeNull()
  })

  it('shows that the network is away while it is', () => {
    const machine = new HandMachine(noon)
    const { watch, awake, kinds } = watching(machine)
    machine.online = false
    awake(minute)
    expect(watch.view().spans).toMatchObject([{ kind: 'away', from: { wallMs: noon }, to: { wallMs: noon + minute } }])
    machine.online = true
    awake(minute)
    expect(kinds()).toEqual(['away'])
    expect(watch.view().spans[0]!.to.wallMs).toBe(noon + minute + 5 * second)
  })

  it.each([true, false])('knows after a restart how long it was off (ended in order: %s), and what was before', async (orderly) => {
    const machine = new HandMachine(noon)
    const { store } = await Store.open(join(freshFolder(), 'console.db'), noon)
    const first = watching(machine, { store: store.presence })
    first.awake(minute)
    machine.sleep(hour)
    first.awake(25 * second)
    const endedAt = machine.trueMs
    if (orderly) first.watch.stop()
    machine.pass(10 * minute)
    const { spans, since } = watching(machine, { store: store.presence }).watch.view()
    expect(spans.map(({ kind }) => kind)).toEqual(['asleep', 'off'])
    expect(spans[1]!.to.wallMs).toBe(endedAt + 10 * minute)
    // After a crash as exactly as it was kept.
    expect(endedAt - spans[1]!.from.wallMs).toBeLessThanOrEqual(orderly ? 0 : 30 * second)
    expect(since).toEqual(machine.pulse().at)
    store.close()
  })

  it('writes down rarely that it runs', async () => {
    const machine = new HandMachine(noon)
    let kept = 0
    const { awake } = watching(machine, { store: { spans: () => [], lastPulse: () => null, addSpan: () => {}, keepPulse: () => kept++ } })
    awake(10 * minute)
    expect(kept).toBeLessThanOrEqual(21)
  })

  it('goes on in memory when nothing can be written, and says so once', () => {
    const machine = new HandMachine(noon)
    const full = (): never => {
      throw new Error('disk full')
    }
    const { awake, bugs, kinds } = watching(machine, { store: { spans: full, lastPulse: full, addSpan: full, keepPulse: full } })
    machine.sleep(hour)
    awake(5 * minute)
    expect(kinds()).toEqual(['asleep'])
    expect(bugs).toEqual(['presence'])
  })

  it('reads real clocks that agree with each other', async () => {
    const first = systemPulse()
    await until(() => systemPulse().monotonicMs - first.monotonicMs > 100, 'clocks to go on')
    const next = systemPulse()
    expect(next.at.boot).toBe(first.at.boot)
    expect(first.at.boot).not.toBe('')
    expect(Math.abs(next.at.sinceBootMs - first.at.sinceBootMs - (next.monotonicMs - first.monotonicMs))).toBeLessThan(1500)
    expect(systemRules.clockStops).toBe(process.platform === 'linux')
  })
})

it.skipIf(process.platform === 'win32')('a console that is stopped for some seconds sees it, and blames nobody', { timeout: 90_000 }, async () => {
  const dataDir = freshFolder()
  const logDir = join(dataDir, 'watched')
  mkdirSync(logDir)
  const tick = () => appendFileSync(join(logDir, 'scheduler.log'), `${JSON.stringify({ event: 'tick', ts: new Date().toISOString() })}\n`)
  tick()
  const files = ['run-module.mjs', 'host/agent-process.ts'].map((name) => join(root, 'tests/integration', name))
  const agent = startChild([...files, dataDir], { env: bareEnvironment({ ECHOPILOT_PORT: '0', ECHOPILOT_LOG_DIR: logDir }) })
  await agent.says(/listening on http:\S+\n/)
  const api = /listening on (\S+)/.exec(agent.out())![1]!
  agent.process.kill('SIGSTOP')
  // Nothing tells of a process that stands still: longer than a pulse may be late.
  await pause(9 * second)
  agent.process.kill('SIGCONT')
  tick()
  const health = await until(async () => {
    const answer = (await (await fetch(`${api}/api/system-health`)).json()) as { components: Record<string, boolean | null> }
    return answer.components['scheduler_tick'] === null ? null : answer
  }, 'a look at the schedulers')
  expect(health.components['scheduler_tick']).toBe(true)
  expect(await agent.end('SIGTERM')).toBe(0)
  expect(agent.out()).not.toMatch(/opened tick-gaps/)
  const { store } = await Store.open(join(dataDir, 'console.db'), Date.now())
  const frozen = store.presence.spans(99).filter(({ kind }) => kind === 'frozen')
  store.close()
  expect(Math.max(...frozen.map(({ from, to }) => to.sinceBootMs - from.sinceBootMs))).toBeGreaterThanOrEqual(8 * second)
})
