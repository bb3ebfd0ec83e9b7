import type { Page } from '@playwright/test'
import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { drop, freshFolder, launch, type Running } from '../e2e/console'

/** A minute: samples of all targets together, and lines of the watched log. */
const perMinute = 10_000
/** As often as the console pushes at most (host/console.ts). */
const pushEveryMs = 60
const checks = 195
const openIncidents = 20
const lineEveryMs = 100

/** Each with the key that opens it after `g`; `before`: what else has to be pressed there. */
const pages = [
  { name: 'overview', key: 'o', before: [] },
  { name: 'overview, all rows', key: 'o', before: ['unfold'] },
  { name: 'incidents', key: 'i', before: [] },
  { name: 'timeline', key: 't', before: [] },
  { name: 'costs', key: 'c', before: [] },
  { name: 'logs', key: 'l', before: [] },
] as const

/** In the main process: pushes snapshots of many targets on the window's own channel until it is told to stop. */
async function startPushing({ app, page }: Running): Promise<void> {
  const base = await page.evaluate(async () => ((await (globalThis as unknown as { ops: { call(name: string): Promise<{ value: unknown }> } }).ops.call('snapshot.get')).value))
  await app.evaluate(
    ({ BrowserWindow }, { base: first, checks: count, open, perPush, everyMs }) => {
      type Row = Record<string, unknown> & { history: { at: number; status: string; value: number | null }[] }
      const snapshot = first as { at: number; components: Row[]; incidents: unknown[] }
      const built = snapshot.components
      const now = snapshot.at
      const past = Array.from({ length: 60 }, (_, index) => ({ at: now - (60 - index) * 60_000, status: 'ok', value: 100 + ((index * 37) % 60) }))
      const added = Array.from({ length: count }, (_, index): Row => ({ ...built[0]!, target: `check-${index}`, title: `Check ${index}`, builtIn: false, kind: 'tcp', status: 'ok', look: 'ok', message: '', action: null, checkedAt: now, latencyMs: 100, history: past }))
      let components = [...built, ...added]
      const incidents = Array.from({ length: open }, (_, index) => ({ id: `i${index}`, identity: `component-failing:check-${index}`, rule: 'component-failing', target: `check-${index}`, component: `check-${index}`, mark: '', severity: index % 2 ? 'warning' : 'fail', title: `Check ${index} fails`, message: 'Refused.', hint: null, code: null, openedAt: now - index * 60_000, escalatedAt: null, acknowledgedAt: null, snooze: null, resolvedAt: null }))
      let turn = 0
      const world = globalThis as unknown as { pushing?: ReturnType<typeof setInterval>; pushed: number; sampled: number }
      world.pushed = 0
      world.sampled = 0
      world.pushing = setInterval(() => {
        const at = Date.now()
        const changed = new Set(Array.from({ length: perPush }, () => built.length + (turn++ % count)))
        components = components.map((one, index) => {
          if (!changed.has(index)) return one
          const value = 100 + ((turn * 31 + index) % 90)
          return { ...one, checkedAt: at, latencyMs: value, history: [...one.history.slice(1), { at, status: 'ok', value }] }
        })
        world.pushed++
        world.sampled += perPush
        // The message counts up, as one that tells a figure does.
        const told = incidents.map((incident, index) => (index === turn % open ? { ...incident, message: `Refused ${turn} times.` } : incident))
        BrowserWindow.getAllWindows()[0]?.webContents.send('push:snapshot', JSON.stringify({ ...snapshot, at, components, incidents: told }))
      }, everyMs)
    },
    { base, checks, open: openIncidents, perPush: Math.ceil((perMinute / 60_000) * pushEveryMs), everyMs: pushEveryMs },
  )
}

const stopPushing = ({ app }: Running) =>
  app.evaluate(() => {
    const world = globalThis as unknown as { pushing?: ReturnType<typeof setInterval>; pushed: number; sampled: number }
    clearInterval(world.pushing)
    return { pushed: world.pushed, sampled: world.sampled }
  })

/** Model calls into a watched log, at the same pace. */
function startLogging(folder: string): () => void {
  let count = 0
  const timer = setInterval(() => {
    const lines = Array.from({ length: Math.round((perMinute / 60_000) * lineEveryMs) }, () => {
      count++
      return JSON.stringify({ ts: new Date(performance.timeOrigin + performance.now()).toISOString(), event: 'llm_call', provider: 'openai', model: 'gpt-5', request_id: `req_${count}`, job_id: `job-${count % 12}`, usage: { input_tokens: 900 + (count % 700), output_tokens: 100 } })
    })
    appendFileSync(join(folder, 'agents.jsonl'), `${lines.join('\n')}\n`)
  }, lineEveryMs)
  return () => clearInterval(timer)
}

const watchTasks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const world = globalThis as unknown as { tasks: number[]; watching?: PerformanceObserver }
    world.tasks = []
    world.watching?.disconnect()
    world.watching = new PerformanceObserver((list) => world.tasks.push(...list.getEntries().map((entry) => entry.duration)))
    world.watching.observe({ type: 'longtask' })
  })

const tasks = (page: Page): Promise<number[]> => page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks)

interface TraceEvent {
  name: string
  pid: number
  tid: number
  /** Microseconds that the thread itself worked. */
  tdur?: number
  args: { name?: string }
}

/** What of its time the page's own thread worked, task by task, in ms: on a shared machine a task also lasts while others have the processor. */
function workOf(traceFile: string): number[] {
  const { traceEvents } = JSON.parse(readFileSync(traceFile, 'utf8')) as { traceEvents: TraceEvent[] }
  const mains = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`))
  return traceEvents.flatMap(({ name, pid, tid, tdur }) => (name === 'RunTask' && tdur !== undefined && mains.has(`${pid} ${tid}`) ? [tdur / 1000] : []))
}

const trace = {
  start: ({ app }: Running) => app.evaluate(({ contentTracing }) => contentTracing.startRecording({ included_categories: ['disabled-by-default-devtools.timeline'], recording_mode: 'record-as-much-as-possible' })),
  end: ({ app }: Running) => app.evaluate(({ contentTracing }) => contentTracing.stopRecording()),
}

const longMs = 50
const longOnes = (values: readonly number[]): string => {
  const long = values.filter((value) => value > longMs)
  return `${long.length} over ${longMs} ms, the longest ${Math.max(0, ...values).toFixed(0)} ms`
}

async function busyOn(running: Running, { name, key, before }: (typeof pages)[number], seconds: number): Promise<string> {
  const { page } = running
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press(key)
  for (const _ of before) await page.getByTestId('component-rows-more').getByRole('button').press('Enter')
  await page.getByTestId(`nav-${name.split(',')[0]}`).and(page.locator('[aria-current]')).waitFor()
  // The page's own opening isn't what is asked for.
  await pass(3000)
  await watchTasks(page)
  await trace.start(running)
  await pass(seconds * 1000)
  const file = await trace.end(running)
  const worked = workOf(file)
  rmSync(file)
  const lasted = await tasks(page)
  const share = worked.reduce((sum, value) => sum + value, 0) / (seconds * 10)
  return `tasks by their work: ${longOnes(worked)}; as they lasted: ${longOnes(lasted)}; busy ${share.toFixed(0)} % of ${seconds} s`
}

export async function main(...args: string[]): Promise<void> {
  const option = (name: string): string | undefined => args[args.indexOf(name) + 1 || args.length]
  const seconds = Number(option('--seconds') ?? 60)
  const only = option('--only')?.split(',')
  const dataDir = freshFolder()
  const logs = join(dataDir, 'echopilot')
  mkdirSync(logs)
  const stopLogging = startLogging(logs)
  const running = await launch({ dataDir, env: { ECHOPILOT_LOG_DIR: logs } })
  try {
    await startPushing(running)
    for (const one of pages.filter(({ name }) => !only || only.some((start) => name.startsWith(start)))) process.stdout.write(`${one.name}: ${await busyOn(running, one, seconds)}\n`)
    const { pushed, sampled } = await stopPushing(running)
    process.stdout.write(`pushed ${sampled} samples in ${pushed} snapshots of ${checks + 5} targets\n`)
  } finally {
    stopLogging()
    await running.quit()
    drop(dataDir)
  }
}
