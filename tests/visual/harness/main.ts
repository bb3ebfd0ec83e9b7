import { app, ipcMain, protocol } from 'electron'
import { join } from 'node:path'
import { declareScheme, serveContent } from '../../../src/main/content'
import { harden } from '../../../src/main/hardening'
import { ConsoleWindow } from '../../../src/main/window'
import { callChannel, callNames } from '../../../src/shared/channel-names'
import type { CallName } from '../../../src/shared/ipc'
import type { Result } from '../../../src/shared/result'
import { type StateName, states } from '../states'
import { never } from '../states/answers'
import type { Harness } from './control'

/**
 * The console's window without the console: the built page, its preload, its scheme and its policy are the real ones;
 * what the page asks is answered out of a state that a test has chosen.
 */
const dataDir = process.env['VISUAL_DATA']!
app.setPath('userData', dataDir)
app.setPath('sessionData', dataDir)
declareScheme()

const window = new ConsoleWindow(join(dataDir, 'window.json'))
let state: StateName = 'full'
let underWay = 0
const unanswered = new Set<string>()

/** A call that no answer is written for is no part of a state: the test is told, and fails. */
async function answer(name: CallName, input: unknown): Promise<Result<unknown>> {
  const reply = states[state][name] as ((input: unknown) => Result<unknown> | typeof never) | undefined
  if (!reply) {
    unanswered.add(name)
    return unheard()
  }
  const said = reply(input)
  return said === never ? unheard() : said
}

/** Electron says that there will be no answer once nobody holds the promise of one any more. */
const waiting: unknown[] = []
const unheard = (): Promise<never> => new Promise((...settle) => waiting.push(settle))

async function counted(name: CallName, input: unknown): Promise<Result<unknown>> {
  underWay += 1
  setImmediate(() => (underWay -= 1))
  return answer(name, input)
}

// A page's program comes in parts: what is still being fetched is under way like a question.
const handle = protocol.handle.bind(protocol)
protocol.handle = (of, serve) =>
  handle(of, async (request) => {
    underWay += 1
    try {
      return await serve(request)
    } finally {
      underWay -= 1
    }
  })

globalThis.harness = {
  play: (name) => void (state = name),
  push: (name, payload) => window.push(name, payload),
  quiet: () => underWay === 0,
  unanswered: () => [...unanswered],
} satisfies Harness

app.on('window-all-closed', () => app.quit())
// The display’s own pointer lies somewhere over the window: only the tests’ one counts.
app.on('browser-window-created', (_event, created) => created.setIgnoreMouseEvents(true))
void app.whenReady().then(() => {
  harden()
  serveContent(async () => null)
  for (const name of callNames) ipcMain.handle(callChannel(name), (_event, input: unknown) => counted(name, input))
  window.open()
})
