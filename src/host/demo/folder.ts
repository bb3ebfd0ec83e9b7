import { existsSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BilledDay } from '../../core/demo/bill'
import { systemClock } from '../io/clock'

/** What tells a demo’s folder from any other, and what its stand-ins answer from. */
export interface KeptDemo {
  seed: number
  /** UTC epoch ms: what was made ends here. */
  madeAt: number
  billed: BilledDay[]
}

export const historyDays = 90

const markName = 'demo.json'
const temporaryName = 'echopilot-demo-'
/** As the system completes it; a folder that a person named is theirs. */
const isTemporaryName = /^echopilot-demo-[A-Za-z0-9]{6}$/
/** How often, and how far apart, a folder is removed that comes back. */
const mostRounds = 10
const betweenMs = 30
/** A demo that was killed leaves its folder: nobody uses one that nothing was written to for so long. */
const abandonedAfterMs = 2 * 86_400_000

export const keepDemo = (folder: string, demo: KeptDemo): void => writeFileSync(join(folder, markName), `${JSON.stringify(demo)}\n`)

/** null where there is none yet. */
export function readDemo(folder: string): KeptDemo | null {
  try {
    return JSON.parse(readFileSync(join(folder, markName), 'utf8')) as KeptDemo
  } catch {
    return null
  }
}

/** A folder that a demo may be made in: a fresh one, or the named one where nothing else lies in it. */
export function demoFolder(named: string | null): { folder: string; isTemporary: boolean } | { problem: string } {
  if (named === null) {
    removeAbandoned()
    return { folder: mkdtempSync(join(tmpdir(), temporaryName)), isTemporary: true }
  }
  mkdirSync(named, { recursive: true })
  const isFree = readdirSync(named).length === 0 || readDemo(named) !== null
  return isFree ? { folder: named, isTemporary: false } : { problem: `--demo: ${named} holds something that isn’t a demo, and is left as it is. Name an empty folder with --data-dir, or leave it out.` }
}

/** A demo leaves nothing behind, as far as the system lets go of it. */
function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // Still held by another part of the program: the next demo removes it.
  }
}

/**
 * For the end of a program only: blocks for a moment each time, until the folder stays gone.
 * `writers`: process ids of the program’s other parts, which are ended first. Left alone, they write down what they hold
 * when the program has gone, into a folder that they make again.
 */
export function removeForGood(folder: string, writers: readonly number[] = []): void {
  const clock = new Int32Array(new SharedArrayBuffer(4))
  writers.forEach(endAtOnce)
  for (let round = 0; round < mostRounds && existsSync(folder); round++) {
    removeFolder(folder)
    Atomics.wait(clock, 0, 0, betweenMs)
  }
}

function endAtOnce(writer: number): void {
  try {
    process.kill(writer, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function removeAbandoned(): void {
  const left = readdirSync(tmpdir()).filter((name) => isTemporaryName.test(name))
  for (const folder of left.map((name) => join(tmpdir(), name))) if (isAbandoned(folder)) removeFolder(folder)
}

/** A demo that lives writes to its scheduler’s log each minute. */
function isAbandoned(folder: string): boolean {
  const written = [folder, join(folder, 'echopilot', 'scheduler.log')].map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return Math.max(...written) < systemClock.now() - abandonedAfterMs
}
