import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkIds } from '../../../src/shared/links'
import { faultCode, type Sample } from '../../../src/shared/model'
import { builtInTargets, sectionNames, type Check, type Settings } from '../../../src/shared/settings'
import { channels, formats, probeOfKind, probes, rules } from '../../../src/core/registry'
import { dueTargets, mayBeAsked, scatter, secretsOf, targetFor, targetsOf, waitAfter, type Asking, type NewestLook, type Target } from '../../../src/core/targets'
import { minute, now, sampleOf, settingsWith, targetNamed } from './world'

const check = (id: string, extra: Partial<Check> = {}): Check => ({
  id, kind: 'tcp', title: id, enabled: true, everySeconds: null, watchValue: false, settings: { host: 'db.example.com', port: 5432 }, ...extra,
})
const withChecks = (...list: Check[]): Settings => settingsWith({ checks: { list } })

describe('the registry', () => {
  it('finds the five components in the order they are always shown', () => {
    const builtIn = probes.flatMap((probe) => (probe.builtIn ? [[probe.builtIn.target, probe.title]] : []))
    expect(builtIn.map(([id]) => id)).toEqual([...builtInTargets])
    expect(builtIn.map(([, title]) => title)).toEqual(['Notion', 'Google Drive', 'Stripe', 'Scheduler tick', 'Disk'])
  })

  it.each([
    ['rules', rules],
    ['channels', channels],
    ['formats', formats],
    ['probes', probes.map(({ kind, title }) => ({ id: kind, title }))],
  ])('%s have names of their own', (_name, plugins: readonly { id: string; title: string }[]) => {
    expect(plugins.length).toBeGreaterThan(0)
    expect(new Set(plugins.map(({ id }) => id)).size).toBe(plugins.length)
    expect(plugins.every(({ title }) => title !== '')).toBe(true)
  })

  it('every built-in probe reads a section that exists, by that section’s schema', () => {
    for (const { builtIn, schema } of probes) {
      if (!builtIn) continue
      expect(sectionNames).toContain(builtIn.section)
      expect(schema.parse(settingsWith()[builtIn.section])).toEqual(settingsWith()[builtIn.section])
    }
  })

  it('every click leads somewhere that exists', () => {
    const sections = new Set<string>([...sectionNames, 'telegram', 'openai'])
    const links = new Set<string>(linkIds)
    for (const probe of probes) {
      for (const code of [...faultCode.options, null]) {
        const click = probe.action(code)?.do
        if (click?.kind === 'settings') expect(sections).toContain(click.section)
        if (click?.kind === 'link') expect(links).toContain(click.link)
      }
    }
  })
})

describe('targets', () => {
  it('are the five, then the user’s in their order, any number of a kind', () => {
    const settings = withChecks(check('b'), check('a'), check('c', { kind: 'http', settings: { url: 'https://example.com' } }))
    expect(targetsOf(settings).map(({ id }) => id)).toEqual([...builtInTargets, 'b', 'a', 'c'])
    expect(targetFor('a', settings)).toMatchObject({ title: 'a', builtIn: false, probe: { kind: 'tcp' }, config: { host: 'db.example.com', port: 5432 }, problem: null })
    expect(targetFor('nobody', settings)).toBeUndefined()
    expect(targetsOf(settings)).toBe(targetsOf(settings))
  })

  it('know their reach and interval', () => {
    expect(targetsOf(settingsWith()).map(({ reach, everyMs }) => [reach, everyMs])).toEqual([
      ['remote', 300_000], ['remote', 300_000], ['remote', 300_000], ['local', 60_000], ['local', 60_000],
    ])
    const of = (host: string, everySeconds: number | null = null) => targetFor('x', withChecks(check('x', { everySeconds, settings: { host, port: 1 } })))
    expect(of('db.example.com')).toMatchObject({ reach: 'remote', everyMs: 300_000 })
    expect(of('192.168.1.7')).toMatchObject({ reach: 'local', everyMs: 60_000 })
    expect(of('db.example.com', 20)).toMatchObject({ everyMs: 20_000 })
  })

  it('with settings that can’t be used stay in their place and say why', () => {
    expect(targetFor('x', withChecks(check('x', { settings: { host: 'a b', port: 99_999 } })))).toMatchObject({
      config: null,
      problem: expect.stringMatching(/“host” a host such as "db.example.com", “port” .*65535/),
    })
  })

  it('of a kind nobody knows, or of a built-in one, are kept and say so', () => {
    for (const kind of ['quantum', 'stripe']) expect(targetFor('x', withChecks(check('x', { kind })))?.problem).toContain(`knows no kind “${kind}”`)
  })

  it('tell by their fingerprint that they look at something else now', () => {
    const before = targetFor('x', withChecks(check('x')))!
    const same = targetFor('x', withChecks(check('x', { title: 'renamed', everySeconds: 30 })))!
    const other = targetFor('x', withChecks(check('x', { settings: { host: 'db2.example.com', port: 5432 } })))!
    expect(same.fingerprint).toBe(before.fingerprint)
    expect(other.fingerprint).not.toBe(before.fingerprint)
  })

  it('use their own credentials before the console’s', () => {
    const own = targetFor('bot', withChecks(check('bot', { kind: 'telegram-bot', settings: {} })))!
    expect(probeOfKind('telegram-bot')).toBeDefined()
    expect(secretsOf(own)).toEqual(['check:bot.token', 'telegramToken'])
    expect(secretsOf(targetNamed('stripe'))).toEqual(['stripeKey'])
  })
})

/** What the looks so far found, at a moment of the monotonic clock. */
const asking = (at: number, looks: Record<string, NewestLook> = {}, credential: string | null = 'one'): Asking => ({
  now: at,
  newest: (id) => looks[id] ?? { at: undefined, sample: undefined },
  credential: () => credential,
})
const looked = (id: string, at: number, extra: Partial<Sample> = {}): NewestLook => ({ at, sample: { ...sampleOf(id, 'ok'), credential: 'one', ...extra } })
const ids = (targets: readonly Target[]): string[] => targets.map(({ id }) => id)

describe('the next look', () => {
  const remote = targetNamed('notion')
  const wait = (extra: Partial<Sample>) => waitAfter(remote, { code: null, at: now, ...extra })

  it('comes after the interval, scattered a little and never the same for all', () => {
    const waits = ['notion', 'drive', 'stripe'].map((id) => waitAfter(targetNamed(id), { code: null, at: now })!)
    for (const ms of waits) {
      expect(ms).toBeGreaterThanOrEqual(270_000)
      expect(ms).toBeLessThanOrEqual(330_000)
    }
    expect(new Set(waits).size).toBe(3)
  })

  it('scatters evenly, and the same for the same look', () => {
    const values = Array.from({ length: 2000 }, (_, i) => scatter('notion', now + i * 300_000))
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean).toBeGreaterThan(0.45)
    expect(mean).toBeLessThan(0.55)
    expect(values.filter((value) => value < 0.1).length / values.length).toBeCloseTo(0.1, 1)
    expect(scatter('notion', now)).toBe(scatter('notion', now))
  })

  it('is never within a minute of the last one, whatever the settings say', () => {
    const often = targetFor('x', withChecks(check('x', { everySeconds: 15 })))!
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 42 }), (at) => {
      expect(waitAfter(often, { code: null, at })).toBeGreaterThanOrEqual(minute)
    }))
  })

  it('nearby comes on the second, since it disturbs nobody', () => {
    expect(waitAfter(targetNamed('disk_ok'), { code: null, at: now })).toBe(60_000)
  })

  it.each<[string, Partial<Sample>, number | null]>([
    ['a failure that may pass', { code: 'transport' }, wait({})],
    ['a missing permission, which may be granted elsewhere', { code: 'permission_missing' }, wait({})],
    ['a short wait asked for', { code: 'rate_limited', retryAfterMs: 30_000 }, wait({})],
    ['a long wait asked for', { code: 'rate_limited', retryAfterMs: 3_600_000 }, 3_600_000],
    ['a refused credential: that waits for the user', { code: 'auth_invalid' }, null],
  ])('after %s', (_name, sample, expected) => {
    expect(wait(sample)).toBe(expected)
  })
})

describe('due by themselves', () => {
  const all = targetsOf(settingsWith())
  const since = (at: number) => Object.fromEntries(builtInTargets.map((id) => [id, looked(id, at)]))

  it.each<[string, Record<string, NewestLook>, number, string[]]>([
    ['nothing was looked at yet', {}, 0, [...builtInTargets]],
    ['all were, just now', since(0), 59_999, []],
    ['a minute on', since(0), 60_000, ['scheduler_tick', 'disk_ok']],
    ['well over five minutes on', { ...since(0), scheduler_tick: looked('scheduler_tick', 329_999) }, 330_000, ['notion', 'drive', 'stripe', 'disk_ok']],
    ['one was asked for by hand a moment ago', { ...since(0), drive: looked('drive', 300_000) }, 330_000, ['notion', 'stripe', 'scheduler_tick', 'disk_ok']],
  ])('when %s', (_name, looks, at, due) => {
    expect(ids(dueTargets(all, asking(at, looks)))).toEqual(due)
  })

  it('never those whose credential was refused, until it is another one', () => {
    const looks = { ...since(0), stripe: looked('stripe', 0, { code: 'auth_invalid' }) }
    expect(ids(dueTargets(all, asking(1e12, looks)))).toEqual(builtInTargets.filter((id) => id !== 'stripe'))
    expect(ids(dueTargets(all, asking(1e12, looks, 'another')))).toContain('stripe')
  })
})

describe('what may be asked without a person asking', () => {
  const all = targetsOf(settingsWith())

  it.each<[string, NewestLook, number, boolean]>([
    ['never looked at', { at: undefined, sample: undefined }, 0, true],
    ['half a minute ago', looked('stripe', 0), 30_000, false],
    ['a minute ago', looked('stripe', 0), 60_000, true],
    ['half a minute ago, with another credential', looked('stripe', 0, { credential: 'older' }), 30_000, true],
    ['the wait asked for isn’t over', looked('stripe', 0, { code: 'rate_limited', retryAfterMs: 180_000 }), 179_999, false],
    ['the wait asked for is over', looked('stripe', 0, { code: 'rate_limited', retryAfterMs: 180_000 }), 180_000, true],
    ['the credential was refused', looked('stripe', 0, { code: 'auth_invalid' }), 1e9, false],
    ['another credential was refused', looked('stripe', 0, { code: 'auth_invalid', credential: 'older' }), 1e9, true],
  ])('Stripe, %s', (_name, look, at, may) => {
    expect(ids(mayBeAsked([targetNamed('stripe')], all, asking(at, { stripe: look })))).toEqual(may ? ['stripe'] : [])
  })

  it('whatever is on this computer, at any time', () => {
    const looks = { disk_ok: looked('disk_ok', 0), scheduler_tick: looked('scheduler_tick', 0) }
    expect(ids(mayBeAsked(all, all, asking(1, looks)))).toEqual([...builtInTargets])
  })

  describe('two targets of one provider', () => {
    const two = withChecks(check('bot-a', { kind: 'telegram-bot', settings: {} }), check('bot-b', { kind: 'telegram-bot', settings: {} }), check('site', { kind: 'http', settings: { url: 'https://example.com' } }))
    const targets = targetsOf(two)
    const bots = targets.filter(({ builtIn }) => !builtIn)

    it('are asked one at a time, a minute apart', () => {
      expect(ids(mayBeAsked(bots, targets, asking(0)))).toEqual(['bot-a', 'site'])
      const looks = { 'bot-a': looked('bot-a', 0) }
      expect(ids(mayBeAsked(bots, targets, asking(59_999, looks)))).toEqual(['site'])
      expect(ids(mayBeAsked(bots, targets, asking(60_000, { ...looks, site: looked('site', 59_000) })))).toEqual(['bot-a'])
    })

    it('never both within a minute, over any hour of looks', () => {
      const rhythm = fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 5, maxLength: 60 })
      fc.assert(fc.property(rhythm, (steps) => {
        const looks: Record<string, NewestLook> = {}
        const calls: number[] = []
        let at = 0
        for (const step of steps) {
          at += step
          for (const { id } of dueTargets(bots.filter(({ id: name }) => name !== 'site'), asking(at, looks))) {
            looks[id] = looked(id, at)
            calls.push(at)
          }
        }
        for (let i = 1; i < calls.length; i++) expect(calls[i]! - calls[i - 1]!).toBeGreaterThanOrEqual(minute)
      }))
    })
  })
})
