import { describe, expect, it } from 'vitest'
import { TickPath, type PathOptions } from './tick-path'

const second = 1000
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

// Three days before the clocks change where the tests run: the weeks below lead across it.
const startAt = Date.UTC(2026, 8, 24, 9, 0, 7)

/** The same numbers in each run. */
function randomOf(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + (high - low) * next()
  return {
    between,
    /** Short ones as often as long ones. */
    spread: (low: number, high: number) => Math.round(Math.exp(between(Math.log(low), Math.log(high)))),
    pick: <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!,
    chance: (part: number) => next() < part,
  }
}
type Random = ReturnType<typeof randomOf>

const steps = [hour, -hour, -day, 2 * day, 90 * second, -90 * second, 3630 * second, -3630 * second]

/** What happens to computers, with nothing being wrong. */
const disturbances: Record<string, (path: TickPath, random: Random) => Promise<unknown>> = {
  sleep: (path, random) => path.sleep(random.spread(10 * second, 12 * hour)),
  shortWakes: async (path, random) => {
    for (let i = 0; i < 5; i++) {
      await path.sleep(random.spread(10 * minute, hour))
      await path.awake(random.between(5 * second, 45 * second))
    }
    await path.sleep(minute)
  },
  clock: async (path, random) => path.machine.setClock(random.pick(steps)),
  clockInSleep: async (path, random) => {
    await path.sleep(random.spread(10 * second, hour) / 2)
    path.machine.setClock(random.pick(steps))
    await path.sleep(random.spread(10 * second, hour) / 2)
  },
  freeze: (path, random) => path.freeze(random.spread(8 * second, 20 * minute), random.chance(0.5)),
  restart: async (path, random) => {
    path.stop(random.chance(0.5))
    if (random.chance(0.3)) await path.sleep(random.spread(minute, 8 * hour))
    await path.awake(random.spread(5 * second, 3 * hour))
    if (random.chance(0.3)) path.machine.setClock(random.pick(steps))
    await path.start()
  },
  offline: async (path, random) => {
    path.machine.online = false
    await path.awake(random.spread(10 * second, 30 * minute))
    path.machine.online = true
  },
}

const worlds: [string, Omit<PathOptions, 'startAt'>][] = [
  ['on this computer, by the minute', { remote: false, cron: true }],
  ['on this computer, each 60 s', { remote: false, cron: false }],
  ['on another computer', { remote: true, cron: true }],
]

describe.each(worlds)('with EchoPilot %s', (name, options) => {
  it('100 sleeps, clock steps, restarts and the like lead to no alert, and count as no gap', { timeout: 240_000 }, async () => {
    const random = randomOf(name.length)
    const path = new TickPath({ ...options, startAt })
    await path.start()
    await path.awake(5 * minute)
    // Sleep by itself, then everything in turn.
    const kinds = [...Array.from({ length: 44 }, () => 'sleep'), ...Array.from({ length: 8 }, () => Object.keys(disturbances)).flat()]
    for (const kind of kinds) {
      path.event = kind
      await disturbances[kind]!(path, random)
      await path.awake(random.between(5 * second, 4 * minute))
    }
    await path.awake(10 * minute)
    expect(kinds).toHaveLength(100)
    expect(path.opened).toEqual([])
    expect([...path.gaps]).toEqual([])
    path.stop()
  })

  it('each real silence leads to one alert, at the look that sees its fourth gap, and one end', { timeout: 240_000 }, async () => {
    const random = randomOf(name.length + 1)
    const path = new TickPath({ ...options, startAt })
    await path.start()
    await path.awake(5 * minute)
    for (let i = 1; i <= 25; i++) {
      if (i % 2 === 0) {
        await disturbances[random.pick(Object.keys(disturbances))]!(path, random)
        await path.awake(8 * minute)
      }
      path.echoDead = true
      await path.awake(random.between(3 * minute, 4 * minute))
      // Sleep in the middle of a silence is neither part of it nor its end.
      if (i % 3 === 0 && !options.remote) await path.sleep(random.spread(10 * second, 2 * hour))
      await path.awake(8 * minute)
      expect(path.opened).toHaveLength(i)
      const { rule, target, silentMs } = path.opened.at(-1)!
      expect([rule, target]).toEqual(['tick-gaps', 'log'])
      // The fourth gap begins after 280 s; a look comes each 60 s, by a timer of 5 s.
      expect(silentMs).toBeGreaterThan(280 * second)
      if (!options.remote) expect(silentMs).toBeLessThanOrEqual(345 * second)
      expect(path.resolved).toHaveLength(i - 1)
      path.echoDead = false
      const backAt = path.machine.trueMs
      await path.awake(6 * minute)
      expect(path.resolved).toHaveLength(i)
      expect(path.resolved.at(-1)!.at - backAt).toBeLessThanOrEqual(4.5 * minute)
    }
    path.stop()
  })
})

it('the console’s own timers, when they hang, are told of once, also across sleep and a restart', { timeout: 60_000 }, async () => {
  const path = new TickPath({ remote: false, cron: true, startAt })
  await path.start()
  await path.awake(5 * minute)
  path.ownDead = true
  await path.awake(2 * minute)
  await path.sleep(hour)
  await path.awake(6 * minute)
  expect(path.opened.map(({ target }) => target)).toEqual(['own'])
  path.ownDead = false
  path.stop()
  await path.awake(minute)
  await path.start()
  await path.awake(6 * minute)
  expect(path.opened).toHaveLength(1)
  expect(path.resolved).toHaveLength(1)
  path.stop()
})

describe('a log from another computer that no longer comes', () => {
  const away: PathOptions = { remote: true, cron: true, startAt }
  const well = async (options: PathOptions) => {
    const path = new TickPath(options)
    await path.start()
    await path.awake(5 * minute)
    return path
  }

  it.each(['sleep', 'freeze', 'restart', 'offline', 'shortWakes', 'clockInSleep'])('after “%s” is told of within a bound, as what it is, and once', { timeout: 60_000 }, async (kind) => {
    const path = await well(away)
    path.fetching = false
    await disturbances[kind]!(path, randomOf(kind.length))
    await path.awake(13 * minute)
    expect(path.opened).toEqual([])
    await path.awake(hour)
    expect(path.opened.map(({ rule, target }) => [rule, target])).toEqual([['log-unfetched', 'log']])
    // Sleeping over it neither ends it nor tells it anew.
    await path.sleep(3 * hour)
    await path.awake(20 * minute)
    expect([path.opened.length, path.resolved.length]).toEqual([1, 0])
    path.fetching = true
    await path.awake(2 * minute)
    expect([path.opened.length, path.resolved.length]).toEqual([1, 1])
    path.stop()
  })

  it('has time to come, however often this computer sleeps', { timeout: 60_000 }, async () => {
    const path = await well(away)
    path.fetching = false
    for (let i = 0; i < 20; i++) {
      await path.sleep(hour)
      await path.awake(13 * minute)
    }
    expect(path.opened).toEqual([])
    path.stop()
  })

  it('isn’t missed while nothing remote can be reached, though there is a network, nor right after', { timeout: 60_000 }, async () => {
    const path = await well({ ...away, services: ['notion', 'stripe'] })
    await path.sleep(hour)
    path.reached = false
    await path.awake(2 * hour)
    expect(path.opened).toEqual([])
    path.reached = true
    path.fetching = false
    await path.awake(13 * minute)
    expect(path.opened).toEqual([])
    await path.awake(5 * minute)
    expect(path.opened.map(({ rule }) => rule)).toEqual(['log-unfetched'])
    path.stop()
  })
})
