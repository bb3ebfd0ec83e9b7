import { expect, test } from '@playwright/test'
import { calls, pushes, type CallInput, type CallName } from '../../src/shared/ipc'
import { startProviders, type StandIns } from '../fixtures/providers'
import { drop, freshFolder, launch, type Running } from './console'

let running: Running
let providers: StandIns
test.beforeAll(async () => {
  // Some calls ask a provider: none of them may leave this machine.
  providers = await startProviders()
  const dataDir = freshFolder()
  const { originMapFile, env } = providers.writeInto(dataDir)
  const { NOTION_TOKEN } = env
  running = await launch({ dataDir, args: ['--origin-map', originMapFile], env: { NOTION_TOKEN: NOTION_TOKEN! } })
  // What would leave the machine or wait for a person is taken note of instead.
  await running.app.evaluate(({ dialog, shell }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] })
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' })
    shell.openExternal = async (url) => void ((globalThis as unknown as { opened: string }).opened = url)
    shell.openPath = async () => ''
  })
})
test.afterAll(async () => {
  await running.quit()
  await providers.close()
  drop(running.dataDir)
})

const ask = (name: string, input: unknown): Promise<unknown> =>
  running.page.evaluate(
    ([call, value]) => (globalThis as unknown as { ops: { call(name: unknown, input: unknown): Promise<unknown> } }).ops.call(call, value),
    [name, input],
  )

const port = { id: 'a-port', kind: 'tcp', title: 'A port', settings: { host: '127.0.0.1', port: 1 } }

/** These wait for a person or a desktop elsewhere, or do what another call proposed; they have tests of their own. */
type WithOthers = 'demo.give' | 'fleet.components' | 'channels.test' | 'incidents.acknowledge' | 'incidents.snooze' | 'incidents.resume' | 'incidents.story' | 'incidents.around' | 'incidents.cost' | 'google.signIn' | 'telegram.findChat' | 'telegram.useChat' | 'config.apply' | 'costs.reveal' | 'notion.financeColumns' | 'notes.change' | 'notes.remove' | 'notes.restore' | 'logs.rows' | 'logs.line' | 'logs.at' | 'logs.reveal' | 'data.reveal' | 'data.restore'

/** A good input for every other call; one that is missing doesn't compile. */
const good: { [N in Exclude<CallName, WithOthers>]: CallInput<N> } = {
  'snapshot.get': undefined,
  'probe.run': { targets: ['disk_ok'] },
  'settings.get': undefined,
  'settings.update': { section: 'costs', values: { monthlyBudgetUsd: '30' } },
  'connection.connect': { secret: 'openaiAdminKey', value: 'sk-admin-0123456789abcdef', allowPlainFile: true },
  'connection.disconnect': { secret: 'openaiAdminKey' },
  'costs.readOn': undefined,
  'work.list': undefined,
  'work.cancel': { id: 'none' },
  'data.view': undefined,
  'data.backUp': { elsewhere: false },
  'data.examine': { name: null },
  'data.discard': undefined,
  'data.export': { kind: 'samples', as: 'csv', from: 0, to: 1 },
  'data.freePlan': undefined,
  'data.free': undefined,
  'about.view': undefined,
  'report.make': undefined,
  'report.save': undefined,
  'google.cancel': undefined,
  'notion.dataSources': undefined,
  'telegram.cancel': undefined,
  'checks.kinds': undefined,
  'checks.try': { check: port, secrets: {} },
  'checks.save': { check: port, secrets: {} },
  'checks.remove': { id: 'a-port' },
  'config.export': undefined,
  'config.preview': undefined,
  'jobs.run': { job: 'ceo-brief' },
  'jobs.history': { limit: 10 },
  'jobs.days': undefined,
  'incidents.list': { limit: 10 },
  'incidents.messages': { id: 'none' },
  'rules.cancelBacktest': { rule: 'latency' },
  'messages.mute': { forMs: null },
  'rules.backtest': { rule: 'component-failing', days: 30 },
  'forecasts.list': undefined,
  'channels.list': undefined,
  'costs.view': { span: { period: 'week', before: 0 }, by: 'model' },
  'costs.calls': { span: { period: 'day', before: 0 }, where: { model: 'gpt-5' } },
  'costs.export': { span: { period: 'week', before: 0 }, by: 'job', as: 'csv' },
  'logs.sources': undefined,
  'logs.open': { source: 'own', query: 'event:started' },
  'logs.close': undefined,
  'timeline.view': { from: 0, to: 86_400_000, width: 900 },
  'timeline.line': { target: 'disk_ok', span: { from: 0, to: 86_400_000, width: 900 } },
  'timeline.spend': { from: 0, to: 86_400_000, width: 900 },
  'notes.add': { at: 1000, kind: 'deployment', text: 'Deployed 2.4' },
  'fleet.view': undefined,
  'demo.get': undefined,
  'view.drawn': { number: -1, pages: [] },
  'brief.latest': undefined,
  'dialog.pickFolder': { title: 'Choose' },
  'dialog.pickFile': { title: 'Choose' },
  'open.folder': { which: 'logs' },
  'open.link': { link: 'stripe-keys' },
}

for (const name of Object.keys(good) as (keyof typeof good)[]) {
  test(`${name} answers as its schema says`, async () => {
    const answer = (await ask(name, good[name])) as { ok: boolean; value: unknown }
    expect(answer).toMatchObject({ ok: true })
    expect(calls[name].out.safeParse(answer.value).error).toBeUndefined()
  })
}

test('a link is opened by its id, and no other address can be', async () => {
  expect(await running.app.evaluate(() => (globalThis as unknown as { opened: string }).opened)).toBe('https://dashboard.stripe.com/test/apikeys')
  expect(await ask('open.link', { link: 'https://example.com' })).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
})

const bad: [CallName, unknown][] = [
  ['probe.run', { targets: 'all' }],
  ['settings.update', { section: 'api', values: { port: 'five thousand' } }],
  ['settings.update', { section: 'api', values: { colour: 1 } }],
  ['checks.save', { check: { ...port, settings: { host: '127.0.0.1', port: 99_999 } }, secrets: {} }],
  ['checks.save', { check: { ...port, id: 'stripe' }, secrets: {} }],
  ['checks.try', { check: { ...port, kind: 'quantum' }, secrets: {} }],
  ['checks.remove', { id: 'nobody' }],
  ['config.apply', undefined],
  ['google.signIn', { client: { clientId: 'x' } }],
  ['connection.connect', { secret: 'stripeKey', value: '' }],
  ['incidents.acknowledge', { id: 'none' }],
  ['incidents.snooze', { id: 'none', forMs: 1 }],
  ['channels.test', { channel: 'pigeon' }],
  ['rules.backtest', { rule: 'none', days: 1 }],
  ['jobs.run', { job: 'format-disk' }],
  ['jobs.history', { limit: 1e9 }],
  ['data.restore', undefined],
  ['data.export', { kind: 'samples', as: 'csv', from: 5, to: 5 }],
  ['data.export', { kind: 'secrets', as: 'csv', from: 0, to: 5 }],
  ['costs.reveal', { path: '/nowhere/else.log' }],
  ['logs.open', { source: 'own', query: 'event:' }],
  ['logs.rows', { view: 0, from: 0, count: 1e6 }],
  ['timeline.view', { from: 10, to: 5, width: 900 }],
  ['notes.add', { at: 1000, kind: 'note', text: '  ' }],
  ['notes.remove', { id: 'none' }],
  ['open.folder', { which: '/etc' }],
]
for (const [name, input] of bad) {
  test(`${name} refuses ${JSON.stringify(input)} in words`, async () => {
    const answer = (await ask(name, input)) as { ok: boolean; error: { code: string; message: string } }
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    expect(answer.error.message.length).toBeGreaterThan(10)
  })
}

test('a snapshot is pushed as its schema says', async () => {
  const pushed = running.page.evaluate(
    () => new Promise((done) => (globalThis as unknown as { ops: { on(name: string, listener: (payload: string) => void): () => void } }).ops.on('snapshot', (payload) => done(JSON.parse(payload)))),
  )
  await ask('probe.run', {})
  expect(pushes.snapshot.safeParse(await pushed).error).toBeUndefined()
})
