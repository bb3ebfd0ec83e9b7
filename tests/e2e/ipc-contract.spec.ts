import { expect, test } from '@playwright/test'
import { calls, pushes, type CallInput, type CallName } from '../../src/shared/ipc'
import { drop, launch, type Running } from './console'

let running: Running
test.beforeAll(async () => {
  running = await launch()
  // What would leave the machine or wait for a person is taken note of instead.
  await running.app.evaluate(({ dialog, shell }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] })
    shell.openExternal = async (url) => void ((globalThis as unknown as { opened: string }).opened = url)
    shell.openPath = async () => ''
  })
})
test.afterAll(async () => {
  await running.quit()
  drop(running.dataDir)
})

const ask = (name: string, input: unknown): Promise<unknown> =>
  running.page.evaluate(
    ([call, value]) => (globalThis as unknown as { ops: { call(name: unknown, input: unknown): Promise<unknown> } }).ops.call(call, value),
    [name, input],
  )

/** A good input for every call; one that is missing doesn't compile. */
const good: { [N in CallName]: CallInput<N> } = {
  'snapshot.get': undefined,
  'probe.run': { targets: ['disk_ok'] },
  'settings.get': undefined,
  'settings.update': { section: 'costs', values: { monthlyBudgetUsd: '30' } },
  'connection.connect': { secret: 'openaiAdminKey', value: 'sk-admin-0123456789abcdef', allowPlainFile: true },
  'connection.disconnect': { secret: 'openaiAdminKey' },
  'jobs.run': { job: 'ceo-brief' },
  'jobs.history': { limit: 10 },
  'incidents.list': { limit: 10 },
  'brief.latest': undefined,
  'dialog.pickFolder': { title: 'Choose' },
  'dialog.pickFile': { title: 'Choose' },
  'open.folder': { which: 'logs' },
  'open.link': { link: 'stripe-keys' },
}

for (const name of Object.keys(calls) as CallName[]) {
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
  ['connection.connect', { secret: 'stripeKey', value: '' }],
  ['jobs.run', { job: 'format-disk' }],
  ['jobs.history', { limit: 1e9 }],
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
    () => new Promise((done) => (globalThis as unknown as { ops: { on(name: string, listener: (value: unknown) => void): () => void } }).ops.on('snapshot', done)),
  )
  await ask('probe.run', {})
  expect(pushes.snapshot.safeParse(await pushed).error).toBeUndefined()
})
