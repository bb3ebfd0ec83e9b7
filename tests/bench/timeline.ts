import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { Store } from '../../src/host/store/store'
import { drop, freshFolder, launch } from '../e2e/console'
import { writePast } from '../fixtures/written-past'
import { writeSpend } from '../fixtures/history-logs'

const minuteMs = 60_000
const dayMs = 86_400_000
const yearMs = 365 * dayMs
const rounds = 12

/** A year of minutes of one series, each look by itself: more than retention ever leaves. */
async function writeMinutes(path: string, now: number): Promise<void> {
  const { store } = await Store.open(path, now)
  const add = (from: number, to: number): void =>
    store.transaction(() => {
      for (let at = from; at < to; at += minuteMs)
        store.samples.add([{ target: 'minutes', kind: 'tcp', at, status: at % (97 * minuteMs) === 0 ? 'fail' : 'ok', code: null, message: '', hint: null, figure: null, value: null, detail: {}, latencyMs: 20 + (at % 37) }])
    })
  for (let from = now - yearMs; from < now; from += 30 * dayMs) add(from, Math.min(now, from + 30 * dayMs))
  store.close()
}

const figures = (values: readonly number[]): string => {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1)
  return `least ${at(0)}, median ${at(0.5)}, 95 % ${at(0.95)}, worst ${at(1)} ms of ${sorted.length}`
}

/** From the window’s question to its answer. */
const asking = (page: Page, call: string, input: object): Promise<number> =>
  page.evaluate(
    async ([name, question]) => {
      const begun = performance.now()
      await (globalThis as unknown as { ops: { call(name: unknown, input: unknown): Promise<unknown> } }).ops.call(name, question)
      return performance.now() - begun
    },
    [call, input],
  )

async function opening(page: Page, now: number): Promise<void> {
  for (const [name, spanMs] of [['year', yearMs], ['month', 30 * dayMs], ['day', dayMs], ['hour', dayMs / 24]] as const) {
    const took: number[] = []
    for (let round = 0; round < rounds; round++) took.push(await asking(page, 'timeline.view', { from: now - spanMs, to: now, width: 1000 }))
    process.stdout.write(`${name}: first ${took[0]!.toFixed(0)} ms; ${figures(took)}\n`)
  }
}

/** From a key to the picture it asks for, and what frames cost while it is dragged. */
async function panning(page: Page): Promise<void> {
  await page.evaluate(() => {
    const world = globalThis as unknown as { drawn: number[]; between: number[] }
    world.drawn = []
    world.between = []
    const original = requestAnimationFrame.bind(globalThis)
    globalThis.requestAnimationFrame = (work) =>
      original((at) => {
        const begun = performance.now()
        work(at)
        world.drawn.push(performance.now() - begun)
      })
    let last = performance.now()
    const beat = (): void => {
      const now = performance.now()
      world.between.push(now - last)
      last = now
      original(beat)
    }
    original(beat)
  })
  const box = (await page.locator('canvas').boundingBox())!
  const [left, middle] = [box.x + 40, box.y + 60]
  for (let drag = 0; drag < 4; drag++) {
    await page.mouse.move(left, middle)
    await page.mouse.down()
    for (let step = 1; step <= 60; step++) await page.mouse.move(left + step * 8, middle)
    await page.mouse.up()
  }
  for (let step = 0; step < 40; step++) await page.mouse.wheel(0, step % 20 < 10 ? -60 : 60)
  const { drawn, between } = await page.evaluate(() => {
    const { drawn: frames, between: pauses } = globalThis as unknown as { drawn: number[]; between: number[] }
    return { drawn: frames, between: pauses }
  })
  process.stdout.write(`a frame’s work: ${figures(drawn)}\nfrom frame to frame: ${figures(between)}\n`)
}

export async function main(): Promise<void> {
  const dataDir = freshFolder()
  const now = new Date().getTime()
  await writePast(join(dataDir, 'console.db'), { now, days: 365 })
  writeSpend(join(dataDir, 'echopilot'), { now, days: 365 })
  for (const minutes of [false, true]) {
    if (minutes) await writeMinutes(join(dataDir, 'console.db'), now)
    const running = await launch({ dataDir, env: { ECHOPILOT_LOG_DIR: join(dataDir, 'echopilot') } })
    process.stdout.write(minutes ? '\nwith 525,600 looks of one more series, each by itself\n' : 'a year as retention leaves it\n')
    await opening(running.page, now)
    await running.page.keyboard.press('g')
    await running.page.keyboard.press('t')
    await running.page.getByTestId('timeline-chart').and(running.page.locator('[data-ready="true"]')).waitFor()
    await running.page.keyboard.press('6')
    await panning(running.page)
    await running.quit()
  }
  drop(dataDir)
}
