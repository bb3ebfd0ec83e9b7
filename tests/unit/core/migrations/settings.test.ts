import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultSettings, sectionNames, settings as schema, SETTINGS_VERSION } from '../../../../src/shared/settings'
import { openSettings, steps } from '../../../../src/core/migrations/settings'
import { explain } from '../../../../src/core/explain'

const folder = resolve(import.meta.dirname, '../../../fixtures/settings')
const fixture = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>
/** Settings that have come since the file was written begin as their defaults. */
const whole = (name: string) => schema.parse(fixture(name))

describe('settings files of every version', () => {
  it('have a fixture each, and a step each to the next', () => {
    const versions = new Set(readdirSync(folder).map((name) => /^v(\d+)-/.exec(name)?.[1]))
    for (let version = 0; version <= SETTINGS_VERSION; version++) expect(versions).toContain(String(version))
    expect(steps).toHaveLength(SETTINGS_VERSION)
  })

  it.each(['v1-full.json', 'v1-checks.json'])('the current one is taken as it is (%s)', (name) => {
    const { settings, ...rest } = openSettings(fixture(name))
    expect(settings).toMatchObject(fixture(name))
    expect({ settings, ...rest }).toEqual({ settings: whole(name), problems: [], fromTheFuture: false })
  })

  it('a broken check costs only itself, and is named', () => {
    const { settings, problems } = openSettings(fixture('v1-broken-checks.json'))
    expect(settings).toEqual({
      ...defaultSettings(),
      disk: { enabled: true, warnAbovePercent: 70 },
      checks: {
        list: [
          { id: 'shop-db', kind: 'tcp', title: 'Shop database', enabled: true, everySeconds: null, watchValue: false, settings: { host: 'db.example.com', port: 5432 } },
          { id: 'cache', kind: 'tcp', title: 'Cache', enabled: true, everySeconds: null, watchValue: false, settings: { host: 'cache.local', port: 6379 } },
        ],
      },
    })
    expect(problems).toEqual([
      '“checks.list[1]” (Shop website): “id” a short name such as "shop-website"; this check is left out.',
      '“checks.list[2]”: expected object, received string; this check is left out.',
      '“checks.list[3]” (The same once more): another check is called “shop-db”; this check is left out.',
      expect.stringMatching(/^“checks\.list\[4\]” \(mail\): “title” .*“everySeconds” .*“settings\.host” .*; this check is left out\.$/),
    ])
  })

  it('more checks than there can be are left out, one by one', () => {
    const list = Array.from({ length: 203 }, (_, i) => ({ id: `c${i}`, kind: 'tcp', title: `Check ${i}` }))
    const { settings, problems } = openSettings({ version: 1, checks: { list } })
    expect(settings.checks.list).toHaveLength(200)
    expect(problems).toEqual([200, 201, 202].map((i) => `“checks.list[${i}]” (Check ${i}): there can be 200 checks; this check is left out.`))
  })

  it('something else than a list of checks is none', () => {
    const { settings, problems } = openSettings({ version: 1, checks: { list: 'shop' } })
    expect(settings.checks).toEqual({ list: [] })
    expect(problems).toEqual(['“checks.list”: expected array, received string; using [].'])
  })

  it('one written by hand gets its version, keeps its values and forgets what isn’t known', () => {
    expect(openSettings(fixture('v0-by-hand.json'))).toEqual({
      settings: {
        ...defaultSettings(),
        appearance: { theme: 'dark' },
        watch: { logDir: '/srv/echopilot/logs', remote: false, fetchMinutes: 15 },
        stripe: { enabled: true, expectTestMode: false },
      },
      problems: [],
      fromTheFuture: false,
    })
  })

  it('a broken one keeps every good part, and names each bad one with a right value', () => {
    const { settings, problems } = openSettings(fixture('v0-broken.json'))
    expect(settings).toEqual({
      ...defaultSettings(),
      ticks: { enabled: true, gapSeconds: 90, proofOfWork: false },
      costs: { ...defaultSettings().costs, monthlyBudgetUsd: '150' },
    })
    expect(problems).toEqual([
      '“appearance.theme”: expected one of "system"|"light"|"dark"; using "system".',
      '“api.port”: Too big: expected number to be <=65535; using 5000.',
      'settings “watch” should be an object such as {"logDir":null,"remote":false,"fetchMinutes":15}; its defaults are used.',
      'settings “disk” should be an object such as {"enabled":true,"warnAbovePercent":85}; its defaults are used.',
      '“ticks.enabled”: expected boolean, received string; using true.',
      '“costs.cpuUsdPerHour”: expected string, received number; using "0.031611".',
    ])
  })

  it('one from the future is read as far as it is known, and marked', () => {
    const { settings, problems, fromTheFuture } = openSettings({ ...fixture('v1-full.json'), version: 7, hologram: { on: true } })
    expect(settings).toEqual(whole('v1-full.json'))
    expect(fromTheFuture).toBe(true)
    expect(problems).toEqual(['The settings file is of version 7, this console knows 1; what it doesn’t know is ignored.'])
  })

  it.each([['a list', []], ['a word', 'dark'], ['a number', 4], ['null', null], ['nothing', undefined], ['true', true]])('%s is no settings file', (_name, value) => {
    expect(openSettings(value)).toEqual({ settings: defaultSettings(), problems: ['The settings file holds no settings; defaults are used.'], fromTheFuture: false })
  })

  it.each([[-1], [0.5], [-0], ['1'], [null], [{}], [[]]])('a version of %j counts as the oldest', (version) => {
    const { version: _, ...rest } = fixture('v1-full.json')
    expect(openSettings({ version, ...rest })).toEqual({ settings: whole('v1-full.json'), problems: [], fromTheFuture: false })
  })
})

describe('any JSON at all', () => {
  const checkLike = fc.record({ id: fc.constantFrom('a', 'b', 'A', 'disk_ok'), kind: fc.constantFrom('tcp', ''), title: fc.constantFrom('A check', ''), settings: fc.oneof(fc.constant({ port: 1 }), fc.jsonValue()) })
  // Half of it near the truth: right names, any values.
  const nearly = fc.dictionary(
    fc.constantFrom('version', ...sectionNames),
    fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('enabled', 'port', 'theme', 'logDir', 'gapSeconds', 'cpuUsdPerHour', 'telegramChatId', '__proto__', 'toString'), fc.jsonValue()), fc.record({ list: fc.array(fc.oneof(fc.jsonValue(), checkLike)) })),
  )

  it('opens without a throw, to settings that satisfy the schema', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), nearly), (value) => {
        const { settings, problems } = openSettings(value)
        expect(schema.parse(settings)).toEqual(settings)
        expect(problems.every((problem) => problem.endsWith('.'))).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('is left as it was', () => {
    fc.assert(
      fc.property(nearly, (value) => {
        const copy = structuredClone(value)
        openSettings(value)
        expect(value).toEqual(copy)
      }),
    )
  })

  it('what was opened opens again without a problem', () => {
    fc.assert(
      fc.property(nearly, (value) => {
        const { settings } = openSettings(value)
        expect(openSettings(settings)).toEqual({ settings, problems: [], fromTheFuture: false })
      }),
    )
  })
})

it('explains a mistake in the words of the field', () => {
  const { error } = schema.shape.costs.safeParse({ cpuUsdPerHour: '1,50', monthlyBudgetUsd: 5 })
  expect(explain(error!)).toBe('a dollar amount such as "0.031611", expected string, received number')
})
