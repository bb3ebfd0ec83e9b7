// The least an Electron app can be: what the console's start and memory are held against (npm run bench:start).
import { app, BrowserWindow } from 'electron'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))

/** @param {string} bench */
const report = (bench, epochMs = performance.timeOrigin + performance.now()) => process.stdout.write(`${JSON.stringify({ bench, epochMs })}\n`)

/** Runs in the page. */
const firstPaint = `new Promise((done) => new PerformanceObserver((list) => {
  const entry = list.getEntries().find((each) => each.name === 'first-contentful-paint')
  if (entry) done(performance.timeOrigin + entry.startTime)
}).observe({ type: 'paint', buffered: true }))`

function openWindow() {
  const window = new BrowserWindow({ show: false, width: 1200, height: 800 })
  report('window')
  window.once('ready-to-show', () => {
    report('ready-to-show')
    window.show()
  })
  window.webContents.once('dom-ready', () => {
    void window.webContents.executeJavaScript(firstPaint).then((at) => report('first-paint', at))
  })
  void window.loadFile(path.join(here, 'index.html'))
}

app.whenReady().then(openWindow)
app.on('window-all-closed', () => app.quit())
