import type { BrowserWindow } from 'electron'

const isBench = (): boolean => process.env['ECHOPILOT_BENCH'] === '1'

/** Prints when there was a window and when it painted what, for scripts/bench-start.mjs; does nothing otherwise. */
export function reportPaints(window: BrowserWindow): void {
  if (!isBench()) return
  const say = (bench: string, epochMs = performance.timeOrigin + performance.now()) => void process.stdout.write(`${JSON.stringify({ bench, epochMs })}\n`)
  say('window')
  window.once('show', () => say('shown'))
  window.once('ready-to-show', () => say('ready-to-show'))
  const watch = (name: string, type: string) =>
    `new Promise((done) => new PerformanceObserver((list) => {
      const entry = list.getEntries().find((e) => e.name === '${name}')
      if (entry) done(performance.timeOrigin + entry.startTime)
    }).observe({ type: '${type}', buffered: true }))`
  window.webContents.once('dom-ready', () => {
    void window.webContents.executeJavaScript(watch('first-contentful-paint', 'paint')).then((at: number) => say('first-paint', at))
    for (const mark of ['data-paint', 'live-paint']) void window.webContents.executeJavaScript(watch(mark, 'mark')).then((at: number) => say(mark, at))
  })
}
