import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SettingsStore } from '../../../src/host/settings-store'
import { defaultSettings } from '../../../src/shared/settings'
import { freshFolder, until, withConf } from '../support'

function opened({ content, env = {}, path = join(freshFolder(), 'settings.json') }: { content?: string; env?: Record<string, string>; path?: string } = {}) {
  if (content !== undefined) writeFileSync(path, content)
  const store = SettingsStore.open(path, withConf, env, 1234)
  return { store, path, file: () => JSON.parse(readFileSync(path, 'utf8')) as Record<string, Record<string, unknown>> }
}

describe('settings', () => {
  it('begin as the defaults', () => {
    const { store } = opened()
    expect(store.get()).toEqual(defaultSettings())
    expect(store.problems).toEqual([])
  })

  it('changed are kept, field by field, and told to listeners', async () => {
    const { store, path } = opened()
    let told = 0
    const off = store.onChange(() => told++)
    expect(await store.update({ section: 'disk', values: { warnAbovePercent: 90 } })).toMatchObject({ ok: true, value: { disk: { enabled: true, warnAbovePercent: 90 } } })
    expect(await store.update({ section: 'appearance', values: { theme: 'dark' } })).toMatchObject({ ok: true })
    off()
    await store.update({ section: 'stripe', values: { expectTestMode: false } })
    expect(told).toBe(2)
    expect(opened({ path }).store.get()).toMatchObject({ version: 1, disk: { warnAbovePercent: 90 }, appearance: { theme: 'dark' }, stripe: { enabled: true, expectTestMode: false } })
  })

  it.each([
    ['disk', { warnAbovePercent: 101 }, '“disk.warnAbovePercent”: ', 'A right value is 85.'],
    ['costs', { cpuUsdPerHour: '$3' }, '“costs.cpuUsdPerHour”: a dollar amount such as "0.031611".', 'A right value is "0.031611".'],
    ['probing', { failAfter: 3, deadlineSeconds: 0 }, '“probing.deadlineSeconds”: ', 'A right value is 10.'],
    ['alerts', { telegramChatId: 'me' }, '“alerts.telegramChatId”: a chat id such as "123456789".', 'A right value is "123456789".'],
    ['costs', { monthlyBudgetUsd: 'much' }, '“costs.monthlyBudgetUsd”: a dollar amount', 'A right value is "250".'],
    ['disk', { warnAbove: 80 }, 'There is no setting “disk.warnAbove”.', 'Known: enabled, warnAbovePercent.'],
  ] as const)('refuse a wrong value of “%s” with its place and a right one', async (section, values, message, hint) => {
    const { store, path } = opened()
    const answer = await store.update({ section, values: { ...values } })
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringContaining(message), hint } })
    expect(store.get()).toEqual(defaultSettings())
    expect(existsSync(path)).toBe(false)
  })

  it('lose what was confirmed of a table’s columns when another table is chosen, and only then', async () => {
    const columns = { date: 'd', amount: 'a', currency: null, category: null }
    const { store } = opened()
    await store.update({ section: 'notion', values: { financeDataSource: 'first', financeColumns: columns } })
    await store.update({ section: 'notion', values: { financeDataSource: 'first', enabled: true } })
    expect(store.get().notion.financeColumns).toEqual(columns)
    await store.update({ section: 'notion', values: { financeDataSource: 'second' } })
    expect(store.get().notion).toMatchObject({ financeDataSource: 'second', financeColumns: null })
  })

  it('that can’t be saved stay as they were, and say why', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'data'), 'a file where the folder should be')
    const { store } = opened({ path: join(folder, 'data', 'settings.json') })
    expect(await store.update({ section: 'disk', values: { warnAbovePercent: 90 } })).toMatchObject({ ok: false, error: { code: 'storage_failed' } })
    expect(store.get().disk.warnAbovePercent).toBe(85)
  })
})

describe('another set of settings', () => {
  it('takes the place of the stored one, whole, and is told once', async () => {
    const { store, path } = opened()
    let told = 0
    store.onChange(() => told++)
    const next = { ...store.stored(), disk: { enabled: false, warnAbovePercent: 70 }, appearance: { theme: 'dark' as const } }
    expect(await store.replace(store.stored(), next)).toEqual({ ok: true, value: next })
    expect([store.get(), store.stored(), told]).toEqual([next, next, 1])
    expect(opened({ path }).store.get()).toEqual(next)
  })

  it('is refused where something was changed meanwhile: that isn’t lost', async () => {
    const { store } = opened()
    const before = store.stored()
    const changing = store.update({ section: 'disk', values: { warnAbovePercent: 90 } })
    const replacing = store.replace(before, { ...before, appearance: { theme: 'dark' } })
    await changing
    expect(await replacing).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(store.get()).toMatchObject({ disk: { warnAbovePercent: 90 }, appearance: { theme: 'system' } })
  })

  it('counts beside what variables decide, and is stored as it was given', async () => {
    const { store, file } = opened({ env: { ECHOPILOT_PORT: '0' } })
    await store.replace(store.stored(), { ...store.stored(), api: { port: 6000 } })
    expect([store.get().api.port, store.stored().api.port, file()['api']]).toEqual([0, 6000, { port: 6000 }])
  })

  it('that can’t be saved changes nothing', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'data'), 'a file where the folder should be')
    const { store } = opened({ path: join(folder, 'data', 'settings.json') })
    expect(await store.replace(store.stored(), { ...store.stored(), appearance: { theme: 'dark' } })).toMatchObject({ ok: false, error: { code: 'storage_failed' } })
    expect(store.get()).toEqual(defaultSettings())
  })
})

describe('variables', () => {
  const env = { ECHOPILOT_PORT: '0', TELEGRAM_CHAT_ID: ' -100123 ', ECHOPILOT_LOG_DIR: '/var/log/echopilot', GOOGLE_APPLICATION_CREDENTIALS: '/keys/g.json', NOTION_FINANCE_DATA_SOURCE: 'abc' }

  it('win over the file, and are named', () => {
    const { store } = opened({ env, content: JSON.stringify({ version: 1, api: { port: 7000 } }) })
    expect(store.get()).toMatchObject({ api: { port: 0 }, alerts: { telegramChatId: '-100123', osNotifications: true }, watch: { logDir: '/var/log/echopilot' }, drive: { credentialsFile: '/keys/g.json' }, notion: { financeDataSource: 'abc' } })
    expect(store.fromEnvironment).toEqual({
      'api.port': 'ECHOPILOT_PORT', 'alerts.telegramChatId': 'TELEGRAM_CHAT_ID', 'watch.logDir': 'ECHOPILOT_LOG_DIR', 'drive.credentialsFile': 'GOOGLE_APPLICATION_CREDENTIALS', 'notion.financeDataSource': 'NOTION_FINANCE_DATA_SOURCE',
    })
  })

  it('are not written into the file, which keeps what it held in their place', async () => {
    const { store, file } = opened({ env, content: JSON.stringify({ version: 1, api: { port: 7000 } }) })
    expect(await store.update({ section: 'alerts', values: { osNotifications: false } })).toMatchObject({ ok: true })
    expect(store.get().alerts).toMatchObject({ osNotifications: false, telegramChatId: '-100123' })
    expect(file()).toMatchObject({ api: { port: 7000 }, alerts: { osNotifications: false, telegramChatId: null }, watch: { logDir: null }, drive: { credentialsFile: null } })
  })

  it('that decide a value keep it from being changed, and are named for it', async () => {
    const { store } = opened({ env })
    expect(await store.update({ section: 'api', values: { port: 5001 } })).toEqual({
      ok: false, error: { code: 'invalid_input', message: 'This value comes from ECHOPILOT_PORT.', hint: 'Unset ECHOPILOT_PORT to change it here.' },
    })
  })

  it('with a wrong value are named with a right one, and change nothing', () => {
    const { store } = opened({ env: { ECHOPILOT_PORT: 'http' } })
    expect(store.get().api.port).toBe(5000)
    expect(store.problems).toEqual([expect.stringMatching(/^ECHOPILOT_PORT=http: .* A right value is 5000\.$/)])
  })
})

describe('a settings file', () => {
  it.each([['torn', '{"version": 1, "disk": {"warnAb'], ['empty', ''], ['no JSON', 'hello'], ['another shape', '[1, 2]']])('that is %s is set aside as it was, and said so', async (_how, content) => {
    const { store, path } = opened({ content })
    expect(store.get()).toEqual(defaultSettings())
    expect(readFileSync(`${path}.damaged-1234`, 'utf8')).toBe(content)
    expect(store.problems.at(-1)).toBe(`The file as it was is kept as ${path}.damaged-1234.`)
    expect(await store.update({ section: 'disk', values: { warnAbovePercent: 70 } })).toMatchObject({ ok: true })
    expect(opened({ path }).store.get().disk.warnAbovePercent).toBe(70)
  })

  it('with one broken value loses only that, now and at the next start', async () => {
    const content = JSON.stringify({ version: 1, disk: { warnAbovePercent: 'much', enabled: false }, appearance: { theme: 'dark' } })
    const { store, path } = opened({ content })
    const kept = { disk: { warnAbovePercent: 85, enabled: false }, appearance: { theme: 'dark' } }
    expect(store.get()).toMatchObject(kept)
    expect(store.problems[0]).toMatch(/^“disk.warnAbovePercent”: .*; using 85\.$/)
    expect(readFileSync(`${path}.damaged-1234`, 'utf8')).toBe(content)
    await until(() => existsSync(path), 'the mended file')
    expect(opened({ path }).store.get()).toMatchObject(kept)
  })

  it('with one broken check loses only that', async () => {
    const good = { id: 'shop-db', kind: 'tcp', title: 'Shop database', enabled: true, everySeconds: null, watchValue: false, settings: { host: 'db', port: 5432, tls: false } }
    const content = JSON.stringify({ version: 1, checks: { list: [{ id: 'Bad!', kind: 'tcp', title: 'Bad' }, good] } })
    const { store, path } = opened({ content })
    expect(store.get().checks.list).toEqual([good])
    expect(store.problems).toEqual([expect.stringContaining('“checks.list[0]” (Bad)'), expect.stringContaining('.damaged-1234')])
    expect(readFileSync(`${path}.damaged-1234`, 'utf8')).toBe(content)
    await until(() => existsSync(path), 'the mended file')
    expect(opened({ path }).store.get().checks.list).toEqual([good])
  })

  it('of a newer console is kept for it', () => {
    const { store, path } = opened({ content: JSON.stringify({ version: 99, disk: { warnAbovePercent: 70 } }) })
    expect(store.get().disk.warnAbovePercent).toBe(70)
    expect(existsSync(`${path}.newer-1234`)).toBe(true)
  })

  it('is only read by a one-shot command', () => {
    const folder = freshFolder()
    const path = join(folder, 'settings.json')
    mkdirSync(folder, { recursive: true })
    writeFileSync(path, '{"version": 1, "disk"')
    expect(SettingsStore.readOnly(path, {}).get()).toEqual(defaultSettings())
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })
})
