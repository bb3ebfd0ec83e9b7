import type { BrowserWindow } from 'electron'

const isBench = (): boolean => process.env['ECHOPILOT_BENCH'] === '1'

/** Prints when the window first painted, for scripts/bench-start.mjs; does nothing otherwise. */
export function reportPaints(window: BrowserWindow): void {
  if (!isBench()) return
  const say = (bench: string, epochMs: number) => void process.stdout.write(`${JSON.stringify({ bench, epochMs })}\n`)
  window.once('ready-to-show', () => say('ready-to-show', performance.timeOrigin + performance.now()))
  const watch = (name: string, type: string) =>
    `new Promise((done) => new PerformanceObserver((list) => {
      const entry = list.getEntries().find((e) => e.name === '${name}')
      if (entry) done(performance.timeOrigin + entry.startTime)
    }).observe({ type: '${type}', buffered: true }))`
  window.webContents.once('dom-ready', () => {
    void window.webContents.executeJavaScript(watch('first-contentful-paint', 'paint')).then((at: number) => say('first-paint', at))
    void window.webContents.executeJavaScript(watch('data-paint', 'mark')).then((at: number) => say('data-paint', at))
  })
}
