import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { configOf, differences, readConfig, writeConfig } from '../../../src/core/config'
import { defaultSettings, sections, settings as schema, SETTINGS_VERSION, type Check, type Settings } from '../../../src/shared/settings'

const check = (own: Partial<Check> = {}): Check => ({ id: 'shop-db', kind: 'tcp', title: 'Shop database', enabled: true, everySeconds: null, watchValue: false, settings: { host: 'db.example.com', port: 5432 }, ...own })
const withChecks = (...list: Check[]): Settings => ({ ...defaultSettings(), checks: { list } })

/** The error's lines, without the one that counts them. */
function mistakes(content: unknown, before = defaultSettings()): string[] {
  const read = readConfig(content, before)
  if (read.ok) throw new Error('it was taken')
  expect(read.error.code).toBe('invalid_input')
  expect(read.error.hint).toContain('echopilot config export')
  const [count, ...lines] = read.error.message.split('\n')
  expect(count).toBe(`Nothing is changed: ${lines.length} mistake${lines.length === 1 ? '' : 's'} in the file.`)
  return lines
}

const wellRead = (content: unknown, before = defaultSettings()): Settings => {
  const read = readConfig(content, before)
  if (!read.ok) throw new Error(read.error.message)
  return read.value
}

describe('a file', () => {
  it('says what it is, and of which version', () => {
    expect(writeConfig(defaultSettings())).toBe(`${JSON.stringify({ echopilot: 'settings', ...defaultSettings() }, null, 2)}\n`)
    expect(configOf(defaultSettings())).toMatchObject({ echopilot: 'settings', version: SETTINGS_VERSION })
  })

  it('of some sections and fields leaves the others as they are', () => {
    const before = { ...withChecks(check()), appearance: { theme: 'dark' as const }, stripe: { enabled: false, expectTestMode: false } }
    expect(wellRead({ stripe: { enabled: true }, disk: { warnAbovePercent: 90 } }, before)).toEqual({ ...before, stripe: { enabled: true, expectTestMode: false }, disk: { enabled: true, warnAbovePercent: 90 } })
    expect(wellRead({}, before)).toEqual(before)
    expect(wellRead({ checks: {} }, before)).toEqual(before)
  })

  it('replaces the list of checks whole, with what a check may leave out', () => {
    const after = wellRead({ checks: { list: [{ id: 'web', kind: 'tcp', title: 'Web', settings: { host: 'example.com', port: 443 } }] } }, withChecks(check()))
    expect(after.checks.list).toEqual([check({ id: 'web', title: 'Web', settings: { host: 'example.com', port: 443 } })])
  })

  it('without its mark is taken, with another it isn’t', () => {
    expect(wellRead({ version: 1, disk: { enabled: false } }).disk.enabled).toBe(false)
    expect(readConfig({ echopilot: 'history', disk: {} }, defaultSettings())).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringContaining('“echopilot”') } })
  })

  it('of an older version is upgraded', () => {
    expect(wellRead({ appearance: { theme: 'dark' } })).toEqual({ ...defaultSettings(), appearance: { theme: 'dark' } })
    expect(wellRead({ version: 0, appearance: { theme: 'dark' } }).version).toBe(SETTINGS_VERSION)
  })

  it('of a newer version is refused, whatever else is in it', () => {
    expect(readConfig({ version: SETTINGS_VERSION + 1, hologram: 1 }, defaultSettings())).toEqual({
      ok: false, error: { code: 'invalid_input', message: `This file is of version ${SETTINGS_VERSION + 1}; this console knows up to ${SETTINGS_VERSION}.`, hint: expect.stringContaining('Update this console') },
    })
  })

  it.each([['a list', []], ['a word', 'settings'], ['a number', 4], ['null', null], ['nothing', undefined]])('that is %s holds no settings', (_case, content) => {
    expect(readConfig(content, defaultSettings())).toMatchObject({ ok: false, error: { code: 'invalid_input', message: 'This file holds no settings.' } })
  })
})

describe('mistakes', () => {
  it('are all named at once, each with its place and a right value', () => {
    const content = {
      version: 1,
      hologram: { on: true },
      appearance: { theme: 'mauve' },
      disk: { warnAbovePercent: 101, warnAbove: 80 },
      watch: '/srv/logs',
      checks: { list: [check(), check({ id: 'two', settings: { host: 'db', port: 70_000 } })] },
    }
    expect(mistakes(content)).toEqual([
      expect.stringMatching(/^“hologram”: There is no such section\. Known: appearance, api, /),
      '“appearance.theme”: expected one of "system"|"light"|"dark". A right value is "system".',
      '“disk.warnAbove”: There is no such setting. Known: enabled, warnAbovePercent.',
      '“disk.warnAbovePercent”: Too big: expected number to be <=99. A right value is 85.',
      '“watch”: It should be an object. A right value is {"logDir":null,"remote":false,"fetchMinutes":15}.',
      expect.stringMatching(/^“checks\.list\[1\]\.settings\.port”: .+\. A right value is 5432\.$/),
    ])
  })

  it.each([
    ['no check at all', 'shop', ['“checks.list[0]”: It should be an object. A right value is {"id":"shop-database","kind":"tcp",']],
    ['nothing in it', {}, ['“checks.list[0].id”: is missing. A right value is "shop-website".', '“checks.list[0].kind”: is missing. A right value is "tcp".', '“checks.list[0].title”: is missing. A right value is "Shop website".']],
    ['an id of a built-in component', check({ id: 'stripe' }), ['“checks.list[0].id”: a name no built-in component has, such as "shop-website". A right value is "shop-website".']],
    ['an id that is none', check({ id: 'Shop!' }), ['“checks.list[0].id”: a short name such as "shop-website". A right value is "shop-website".']],
    ['a field nobody knows', { ...check(), every: 5 }, ['“checks.list[0].every”: A check has no such field. Known: id, kind, title, enabled, everySeconds, watchValue, settings.']],
    ['too short an interval', check({ everySeconds: 1 }), ['“checks.list[0].everySeconds”: Too small: expected number to be >=15. A right value is 300.']],
    ['a kind nobody knows', check({ kind: 'hologram' }), ['“checks.list[0].kind”: This console knows no kind "hologram". Known: ']],
    ['a kind that is built in', check({ kind: 'stripe' }), ['“checks.list[0].kind”: This console knows no kind "stripe". Known: ']],
    ['a setting its kind hasn’t', check({ settings: { host: 'db', port: 1, tls: true } }), ['“checks.list[0].settings.tls”: There is no such setting. Known: host, port.']],
    ['a setting that is missing', check({ settings: { host: 'db' } }), [/^“checks\.list\[0\]\.settings\.port”: .+\. A right value is 5432\.$/]],
    ['a setting of another type', check({ settings: { host: 'db', port: '5432' } }), [/^“checks\.list\[0\]\.settings\.port”: .+\. A right value is 5432\.$/]],
    ['a setting that is an object', { ...check(), settings: { host: { name: 'db' }, port: 1 } }, ['“checks.list[0].settings.host”: It should be a text, a number, true, false or null.']],
    ['several at once', { ...check({ id: 'A', settings: { port: 0 } }), title: '' }, ['“checks.list[0].id”', '“checks.list[0].title”', '“checks.list[0].settings.host”', '“checks.list[0].settings.port”']],
  ])('in a check: %s', (_case, entry, lines) => {
    expect(mistakes({ checks: { list: [entry] } })).toEqual(lines.map((line) => (typeof line === 'string' ? expect.stringContaining(line) : expect.stringMatching(line))))
  })

  it('in a list of checks: two with one id, something else than a list, far too many', () => {
    expect(mistakes({ checks: { list: [check(), check({ id: 'shop_db' })] } })).toEqual(['“checks.list[1].id”: checks.list[0] is called “shop-db”, which counts as the same, too. A right value is "shop_db-2".'])
    expect(mistakes({ checks: { list: [check(), check({ title: 'Another' })] } })).toEqual(['“checks.list[1].id”: checks.list[0] is called so too. A right value is "shop-db-2".'])
    expect(mistakes({ checks: { list: 'shop' } })).toEqual([expect.stringMatching(/^“checks.list”: expected array, received string\. A right value is \[\{/)])
    expect(mistakes({ checks: { list: Array.from({ length: 201 }, (_, i) => check({ id: `c${i}` })) } })).toEqual([expect.stringContaining('“checks.list”: Too big')])
  })

  it('below a setting are found as well', () => {
    const quietHours = { from: '22:00', to: '07:00', zone: 'Europe/Berlin' }
    expect(wellRead({ alerts: { quietHours } }).alerts.quietHours).toEqual({ ...quietHours, failuresToo: false })
    expect(mistakes({ alerts: { quietHours: { ...quietHours, failures: true } } })).toEqual(['“alerts.quietHours.failures”: There is no such setting.'])
    expect(mistakes({ alerts: { quietHours: { ...quietHours, from: 'ten' } } })).toEqual([expect.stringMatching(/^“alerts\.quietHours\.from”: /)])
  })

  it('show what is right at just that place', () => {
    const smtp = { host: 'smtp.example.com', port: 99_999, from: 'a@example.com', to: 'b@example.com' }
    const budget = { id: 'all', title: 'All', usd: '5 dollars' }
    expect(mistakes({ costs: { monthlyBudgetUsd: 5, budgets: [{ ...budget, usd: '5' }, budget] }, alerts: { smtp }, fleet: { tenant: 'team one' } })).toEqual([
      expect.stringMatching(/^“costs\.monthlyBudgetUsd”: .+\. A right value is "250"\.$/),
      expect.stringMatching(/^“costs\.budgets\[1\]\.usd”: .+\. A right value is "40"\.$/),
      expect.stringMatching(/^“alerts\.smtp\.port”: .+\. A right value is 587\.$/),
      expect.stringMatching(/^“fleet\.tenant”: .+\. A right value is "team-1"\.$/),
    ])
  })

  it('are counted where they are too many to read', () => {
    const read = readConfig(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`section${i}`, {}])), defaultSettings())
    expect(read).toMatchObject({ ok: false, error: { message: expect.stringMatching(/^Nothing is changed: 1000 mistakes in the file\.\n[^]*\nAnd 950 more\.$/) } })
  })

  it.each([['1'], [-1], [0.5], [null], [[]]])('in a version: %j', (version) => {
    expect(mistakes({ version, disk: {} })).toEqual([`“version”: It should be a version. A right value is ${SETTINGS_VERSION}.`])
  })

  it('in a name that would draw on a screen are shown without doing so', () => {
    const [line] = mistakes({ '\u001b[2J': {} })
    expect(line).toContain('\\u001b[2J')
    expect(line).not.toContain('\u001b')
  })

  it('never show a value: it may be a credential in the wrong place', () => {
    const secret = 'sk_live_5105'
    const content = { stripe: { enabled: secret, key: secret }, secrets: { stripeKey: secret }, checks: { list: [{ ...check(), token: secret, enabled: secret, settings: { port: secret, token: secret } }] } }
    expect(mistakes(content).join('\n')).not.toContain(secret)
  })

  it('of a check that was here before are not asked of its kind again: this console may not be the one that knows it', () => {
    const strange = check({ id: 'strange', kind: 'hologram', settings: { beam: 3 } })
    const broken = check({ id: 'broken', settings: { host: 'db' } })
    const before = withChecks(strange, broken)
    expect(wellRead(configOf(before), before)).toEqual(before)
    expect(mistakes({ checks: { list: [{ ...strange, settings: { beam: 4 } }] } }, before)).toHaveLength(1)
    expect(mistakes({ checks: { list: [{ ...strange, more: 1 }] } }, before)).toEqual([expect.stringContaining('“checks.list[0].more”')])
  })
})

describe('differences', () => {
  it('are none between equals, in whatever order their fields were written', () => {
    const other = withChecks(check({ settings: { port: 5432, host: 'db.example.com' } }))
    expect(differences(withChecks(check()), other)).toEqual([])
  })

  it('name the place and both values', () => {
    const before = { ...withChecks(check()), api: { port: 5000 }, watch: { ...defaultSettings().watch, logDir: null } }
    const after = { ...withChecks(check({ everySeconds: 60, settings: { host: 'db2.example.com', port: 5432 } })), api: { port: 5050 }, watch: { ...defaultSettings().watch, logDir: '/srv/logs' } }
    expect(differences(before, after)).toEqual([
      { place: 'api.port', before: '5000', after: '5050' },
      { place: 'watch.logDir', before: 'null', after: '"/srv/logs"' },
      { place: 'checks.shop-db.everySeconds', before: 'null', after: '60' },
      { place: 'checks.shop-db.settings.host', before: '"db.example.com"', after: '"db2.example.com"' },
    ])
  })

  it('of a check that is new, or gone, are all its fields', () => {
    const fields = (before: boolean) =>
      Object.entries({ kind: '"tcp"', title: '"Shop database"', enabled: 'true', everySeconds: 'null', watchValue: 'false', 'settings.host': '"db.example.com"', 'settings.port': '5432' }).map(([field, value]) => ({
        place: `checks.shop-db.${field}`, before: before ? value : null, after: before ? null : value,
      }))
    expect(differences(withChecks(), withChecks(check()))).toEqual(fields(false))
    expect(differences(withChecks(check()), withChecks())).toEqual(fields(true))
  })

  it('of a setting that came or went are null on the other side', () => {
    const [a, b] = [check({ settings: { host: 'db', port: 1 } }), check({ settings: { host: 'db', port: 1, extra: null } })]
    expect(differences(withChecks(a), withChecks(b))).toEqual([{ place: 'checks.shop-db.settings.extra', before: null, after: 'null' }])
  })

  it('of two checks that changed places are said, too', () => {
    const [a, b, c] = [check({ id: 'a' }), check({ id: 'b' }), check({ id: 'c' })]
    expect(differences(withChecks(a, b), withChecks(b, a))).toEqual([{ place: 'checks.list', before: '["a","b"]', after: '["b","a"]' }])
    expect(differences(withChecks(a, b), withChecks(a, c, b)).every(({ place }) => place.startsWith('checks.c.'))).toBe(true)
  })
})

const text = fc.string({ minLength: 1, maxLength: 20 })
const anyCheck: fc.Arbitrary<Check> = fc.record({
  id: fc.stringMatching(/^[a-z][a-z0-9_-]{0,12}$/).filter((id) => schema.shape.checks.safeParse({ list: [check({ id })] }).success),
  kind: fc.constantFrom('tcp', 'hologram'),
  title: text.filter((title) => title.trim() !== '').map((title) => title.trim()),
  enabled: fc.boolean(),
  everySeconds: fc.option(fc.integer({ min: 15, max: 86_400 })),
  watchValue: fc.boolean(),
  settings: fc.oneof(
    fc.record({ host: fc.stringMatching(/^[a-z]{1,9}$/), port: fc.integer({ min: 1, max: 65_535 }) }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null))),
  ),
})
/** Any settings that can be: what isn't generated has its default. */
const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    appearance: fc.record({ theme: fc.constantFrom('system', 'light', 'dark') }),
    api: fc.record({ port: fc.integer({ min: 0, max: 65_535 }) }),
    watch: fc.record({ logDir: fc.option(text) }),
    notion: fc.record({ enabled: fc.boolean(), financeDataSource: fc.option(text) }),
    disk: fc.record({ enabled: fc.boolean(), warnAbovePercent: fc.integer({ min: 1, max: 99 }) }),
    checks: fc.record({ list: fc.uniqueArray(anyCheck, { selector: ({ id }) => id, maxLength: 5 }) }),
    costs: fc.record({ monthlyBudgetUsd: fc.option(fc.constantFrom('1', '150.00')) }),
    alerts: fc.record({ quietHours: fc.option(fc.record({ from: fc.constantFrom('22:00', '00:00'), to: fc.constant('07:30'), zone: fc.constant('UTC'), failuresToo: fc.boolean() })) }),
  })
  .map((values) => schema.parse({ version: SETTINGS_VERSION, ...values }))

const asRead = (settings: Settings): unknown => JSON.parse(writeConfig(settings))

describe('of any settings', () => {
  it('what was written and is applied changes nothing', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const read = wellRead(asRead(settings), settings)
        expect(read).toEqual(settings)
        expect(differences(settings, read)).toEqual([])
      }),
    )
  })

  it('what was written is read as it was, over whatever stood there before', () => {
    const known = anySettings.filter(({ checks }) => checks.list.every(({ kind, settings }) => kind === 'tcp' && 'host' in settings && 'port' in settings && typeof settings['port'] === 'number'))
    fc.assert(
      fc.property(known, anySettings, (settings, before) => {
        expect(wellRead(asRead(settings), before)).toEqual(settings)
      }),
    )
  })

  it('there are differences if, and only if, they differ', () => {
    fc.assert(
      fc.property(anySettings, anySettings, (before, after) => {
        const found = differences(before, after)
        expect(found.length === 0).toBe(isEqual(before, after))
        // Each place is named once, and something differs there.
        expect(new Set(found.map(({ place }) => place)).size).toBe(found.length)
        expect(found.every((one) => one.before !== one.after)).toBe(true)
        const back = differences(after, before)
        expect(back.map(({ place }) => place).toSorted()).toEqual(found.map(({ place }) => place).toSorted())
      }),
      { numRuns: 300 },
    )
  })
})

function isEqual(a: unknown, b: unknown): boolean {
  try {
    expect(a).toEqual(b)
    return true
  } catch {
    return false
  }
}

it('any JSON at all is read without a throw, and changes nothing of what was there', () => {
  const nearly = fc.dictionary(fc.constantFrom('echopilot', 'version', ...Object.keys(sections), '__proto__', 'toString'), fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('enabled', 'port', 'list', 'theme'), fc.jsonValue())))
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), nearly), anySettings, (content, before) => {
      const copy = structuredClone(before)
      const read = readConfig(content, before)
      expect(before).toEqual(copy)
      if (read.ok) expect(schema.parse(read.value)).toEqual(read.value)
    }),
    { numRuns: 500 },
  )
})
