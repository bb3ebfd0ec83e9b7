import { app, type BrowserWindow } from 'electron'
import { demoFolder, removeForGood } from '../host/demo/folder'

/** A demo workspace, as the command line asks for it. */
export interface DemoChoice {
  seed: number
  folder: string
  /** Removed when the program ends. */
  isTemporary: boolean
}

/** Begins the titles of what the desktop shows of a demo. */
export const demoMark = '[demo] '
const usualSeed = 1

/** `seed`: as written, null where it isn’t; `folder`: where it is to be made. */
export function chooseDemo(seed: string | null, folder: string | null): DemoChoice | { problem: string } {
  if (seed !== null && !/^\d{1,9}$/.test(seed)) return { problem: '--demo-seed needs a whole number, such as --demo-seed 7.' }
  const place = demoFolder(folder)
  return 'problem' in place ? place : { ...place, seed: seed === null ? usualSeed : Number(seed) }
}

/** Says in the window’s title what the page says too, and takes away what a demo leaves. */
export function markDemo(window: BrowserWindow): void {
  window.setTitle(`${app.name} – demo`)
  window.on('page-title-updated', (event) => event.preventDefault())
}

/** A temporary folder goes with the program, as far as the program has let go of it. */
export function removeAtEnd({ folder, isTemporary }: DemoChoice): void {
  if (!isTemporary) return
  app.once('quit', (_event, code) => {
    app.releaseSingleInstanceLock()
    removeForGood(folder, otherProcesses())
    // Chromium would write its session down once more, into a folder that it makes again.
    ;(process as unknown as { reallyExit(code: number): never }).reallyExit(code)
  })
}

/** Chromium’s: its network service, for one, keeps a cache in the folder. One without an id has not begun. */
function otherProcesses(): number[] {
  const others = app.getAppMetrics().filter(({ type }) => type !== 'Browser')
  return others.map(({ pid }) => pid).filter((pid) => pid > 0)
}
