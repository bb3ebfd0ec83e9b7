import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { kindView } from '../../../src/core/form'
import tcp from '../../../src/core/probes/tcp'
import { idFor, slug } from '../../../src/renderer/features/settings/checks/check-id'
import { aboutBuiltIn, aboutCheck, everyWords, mainSetting } from '../../../src/renderer/features/settings/checks/check-row'
import { checkOf, type Draft, draftOf, newDraft, titleOf } from '../../../src/renderer/features/settings/checks/draft'
import { placed } from '../../../src/renderer/features/settings/form/field-faults'
import { intervalWords, longestSeconds, readInterval, shortestSeconds } from '../../../src/renderer/features/settings/checks/interval'
import { suggestTitle } from '../../../src/renderer/features/settings/checks/suggest-title'
import type { FormField, KindView } from '../../../src/shared/forms'
import { builtInTargets, check as checkSchema, defaultSettings, sections } from '../../../src/shared/settings'
import { component } from './fixtures'

const field = (name: string, more: Partial<FormField> = {}): FormField => ({
  name,
  title: name,
  description: null,
  control: 'text',
  choices: null,
  unit: null,
  pick: null,
  example: null,
  initial: null,
  optional: false,
  ...more,
})

/** Every sort of field there is. */
const kind: KindView = {
  kind: 'sample',
  title: 'Sample',
  description: '',
  fields: [
    field('host'),
    field('port', { control: 'figure' }),
    field('path', { optional: true, pick: 'file' }),
    field('limit', { control: 'figure', optional: true, initial: 85 }),
    field('strict', { control: 'switch', optional: true, initial: true }),
    field('record', { control: 'choice', optional: true, initial: 'A', choices: [{ value: 'A', label: 'A' }, { value: 'MX', label: 'MX' }] }),
  ],
  secrets: [{ name: 'token', title: 'Token', description: '', placeholder: '' }],
}

const filled: Draft = { title: null, every: '', watchValue: false, values: { host: ' db.example.com ', port: '5432', path: '', limit: '', strict: false, record: 'MX' }, secrets: {} }
const base = { id: 'db', enabled: true }

describe('a new check’s id', () => {
  it.each([
    ['Shop website', 'shop-website'],
    ['  Café — Straße №2 ', 'cafe-strasse-no2'],
    ['10.0.0.1:5432', 'check-10-0-0-1-5432'],
    ['магазин', ''],
    ['', ''],
    ['---', ''],
    [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
  ])('%j', (title, expected) => {
    expect(slug(title)).toBe(expected)
  })
  it('is unlike all others and the built-in ones', () => {
    expect(idFor('Shop', 'http', [])).toBe('shop')
    expect(idFor('Shop', 'http', ['shop', 'shop-2'])).toBe('shop-3')
    expect(idFor('Notion', 'http', [])).toBe('notion-2')
    expect(idFor('магазин', 'telegram-bot', ['telegram-bot'])).toBe('telegram-bot-2')
    expect(idFor('', '', [])).toBe('check')
  })
  it('is one the settings take, whatever the name', () => {
    const names = ['Shop', '😀', '1', 'a'.repeat(60), `${'long name '.repeat(6)}`, 'Ünïcödé', '-', 'x_y', 'check', ...builtInTargets]
    const taken: string[] = []
    for (const name of [...names, ...names, ...names]) {
      const id = idFor(name, 'http', taken)
      expect(checkSchema.shape.id.safeParse(id).error, `${name} → ${id}`).toBeUndefined()
      expect(taken).not.toContain(id)
      taken.push(id)
    }
  })
})

describe('a check’s interval', () => {
  it.each([
    ['', null],
    ['  ', null],
    ['30', 30],
    ['30 s', 30],
    ['5 min', 300],
    ['5m', 300],
    ['1.5 h', 5400],
    ['1,5 h', 5400],
    ['1 day', 86_400],
    ['2 hours', 7200],
    ['14 s', 'wrong'],
    ['25 h', 'wrong'],
    ['0.01 h', 36],
    ['0.3 s', 'wrong'],
    ['often', 'wrong'],
    ['5 weeks', 'wrong'],
    ['-5 min', 'wrong'],
  ])('%j is %j', (text, expected) => {
    expect(readInterval(text)).toBe(expected)
  })
  it.each([
    [15, '15 s'],
    [90, '90 s'],
    [300, '5 min'],
    [5400, '90 min'],
    [7200, '2 h'],
    [86_400, '1 day'],
  ])('%i seconds are %s', (seconds, words) => {
    expect(intervalWords(seconds)).toBe(words)
  })
  it('comes back from its words as it was, and has the bounds of the settings', () => {
    for (let seconds = shortestSeconds; seconds <= longestSeconds; seconds += 7) expect(readInterval(intervalWords(seconds))).toBe(seconds)
    const fits = (everySeconds: number) => checkSchema.shape.everySeconds.safeParse(everySeconds).success
    expect([shortestSeconds - 1, shortestSeconds, longestSeconds, longestSeconds + 1].map(fits)).toEqual([false, true, true, false])
  })
})

describe('a suggested name', () => {
  const url: KindView = { ...kind, title: 'Website', fields: [field('url'), field('field', { optional: true })] }
  const log: KindView = { ...kind, title: 'Log file', fields: [field('file', { pick: 'file' })] }
  it.each([
    [url, { url: 'https://shop.example.com/health/?x=1' }, 'shop.example.com/health'],
    [url, { url: 'shop.example.com' }, 'shop.example.com'],
    [url, { url: '' }, 'Website'],
    [log, { file: '/var/log/app/worker.log' }, 'worker.log'],
    [log, { file: 'C:\\logs\\worker.log' }, 'worker.log'],
    [kind, { host: 'db.example.com', port: '5432' }, 'db.example.com:5432'],
    [kind, { host: 'db.example.com', port: '' }, 'db.example.com'],
  ])('%#', (one, values, expected) => {
    expect(suggestTitle(one, values)).toBe(expected)
  })
  it('is never longer than a name may be', () => {
    expect(suggestTitle(url, { url: `https://${'a'.repeat(80)}` })).toHaveLength(60)
  })
  it('gives way to a name the user wrote', () => {
    expect(titleOf({ ...filled, title: 'Orders' }, kind)).toBe('Orders')
    expect(titleOf(filled, kind)).toBe('db.example.com:5432')
  })
})

describe('a draft', () => {
  it('starts from what the kind suggests', () => {
    expect(newDraft(kind)).toEqual({ title: null, every: '', watchValue: false, secrets: {}, values: { host: '', port: '', path: '', limit: '85', strict: true, record: 'A' } })
  })
  it('becomes the check it stands for; a default that was emptied is left to the kind', () => {
    const { check, faults } = checkOf(filled, kind, base)
    expect(faults).toEqual({})
    expect(check).toEqual({
      id: 'db',
      kind: 'sample',
      title: 'db.example.com:5432',
      enabled: true,
      everySeconds: null,
      watchValue: false,
      settings: { host: 'db.example.com', port: 5432, path: null, strict: false, record: 'MX' },
    })
  })
  it('says what is missing or wrong, each at its field', () => {
    const wrong = { ...filled, title: ' ', every: 'often', values: { ...filled.values, host: ' ', port: 'many' } }
    expect(checkOf(wrong, kind, base).faults).toEqual({
      host: 'This is needed.',
      port: 'Write a number.',
      title: 'This is needed.',
      everySeconds: 'Write a time from 15 s to 1 day, such as 5 min.',
    })
    expect(checkOf({ ...filled, title: 'a'.repeat(61) }, kind, base).faults).toHaveProperty('title')
  })
  it('takes a comma for a point', () => {
    expect(checkOf({ ...filled, values: { ...filled.values, limit: '1,5' } }, kind, base).check.settings['limit']).toBe(1.5)
  })
  it('of a kept check gives the same check back', () => {
    const kept = {
      id: 'db',
      kind: 'sample',
      title: 'Orders',
      enabled: false,
      everySeconds: 90,
      watchValue: true,
      settings: { host: 'db', port: 1, path: '/x', limit: 5, strict: true, record: 'A' },
    }
    expect(checkOf(draftOf(kept, kind), kind, kept)).toEqual({ check: kept, faults: {} })
  })
  it('is taken by the schema of a real kind', () => {
    const view = kindView(tcp)
    const { check } = checkOf({ ...newDraft(view), values: { host: 'db.example.com', port: '5432' } }, view, base)
    expect(tcp.schema.parse(check.settings)).toEqual({ host: 'db.example.com', port: 5432 })
    expect(sections.checks.safeParse({ list: [check] }).success).toBe(true)
  })
})

describe('a refusal that names fields', () => {
  const names = [
    { name: 'host', title: 'Host' },
    { name: 'port', title: 'Port' },
    { name: 'title', title: 'Name' },
  ]
  it.each([
    [
      'Its settings can’t be used: “host” a host such as "db.example.com", “port” Too small: expected number to be >=1.',
      { faults: { host: 'A host such as "db.example.com".', port: 'Too small: expected number to be >=1.' }, rest: null },
    ],
    [
      '“Port”: a port from 1 to 65535. A right value is 5432. “title”: Too small.',
      { faults: { port: 'A port from 1 to 65535. A right value is 5432.', title: 'Too small.' }, rest: null },
    ],
    ['“check.settings.port” is missing', { faults: { port: 'Is missing.' }, rest: null }],
    ['The console knows no kind “host”.', { faults: {}, rest: 'The console knows no kind “host”.' }],
    ['“elsewhere” is wrong.', { faults: {}, rest: '“elsewhere” is wrong.' }],
  ])('%s', (message, expected) => {
    expect(placed(message, names)).toEqual(expected)
  })
  it('finds the field in what the settings’ own schema says', () => {
    const refused = z.object({ host: z.string() }).safeParse({})
    expect(placed(`“host” ${refused.error!.issues[0]!.message}`, names).faults).toHaveProperty('host')
  })
})

describe('the line of a check', () => {
  const { probing } = defaultSettings()
  const check = { id: 'db', kind: 'sample', title: 'Orders', enabled: true, everySeconds: null, watchValue: false, settings: { host: 'db.example.com', port: 5432 } }

  it('says how often it looks, its own way or as others of its reach', () => {
    expect(everyWords(null, 'remote', probing)).toBe('every 5 min')
    expect(everyWords(null, 'local', probing)).toBe('every 1 min')
    expect(everyWords(90, 'local', probing)).toBe('every 90 s')
  })
  it('says what it looks at until there is a figure', () => {
    expect(mainSetting(kind, check.settings)).toBe('db.example.com:5432')
    expect(aboutCheck(check, kind, undefined, probing)).toBe('Sample · db.example.com:5432 · every 5 min')
    expect(aboutCheck(check, kind, component({ figure: 'open', reach: 'local' }), probing)).toBe('Sample · open · every 1 min')
  })
  it('says nothing twice', () => {
    expect(aboutCheck({ ...check, title: 'db.example.com:5432' }, kind, undefined, probing)).toBe('Sample · every 5 min')
    expect(aboutCheck(check, undefined, undefined, probing)).toBe('sample · every 5 min')
  })
  it('of a built-in one says that it is', () => {
    expect(aboutBuiltIn(component({ figure: 'test mode' }), probing)).toBe('built in · test mode · every 5 min')
    expect(aboutBuiltIn(component({ status: 'off', message: 'Stripe isn’t connected.' }), probing)).toBe('built in · Stripe isn’t connected · every 5 min')
  })
})
