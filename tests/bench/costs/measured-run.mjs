// One run of a program: how long it took, what it took of the processors, and the most memory each of its processes had.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { cpuSecondsOf, processesOf } from '../process-tree.mjs'

const LOOK_EVERY_MS = 15

/** @typedef {{ wallMs: number, cpuMs: number, peakBytes: number, output: string }} Run */

/**
 * @param {readonly string[]} command @param {NodeJS.ProcessEnv} env beside this process's own
 * @returns {Promise<Run>} throws with what it said when it fails
 */
export async function measuredRun([program = '', ...args], env = {}) {
  const began = performance.now()
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let [output, errors, wallMs, cpuMs] = ['', '', 0, 0]
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (errors += text))
  child.once('exit', () => (wallMs = performance.now() - began))
  /** @type {Map<number, number>} */
  const peaks = new Map()
  const watch = setInterval(() => {
    look(child.pid ?? 0, peaks)
    cpuMs = Math.max(cpuMs, cpuSecondsOf(child.pid ?? 0) * 1000)
  }, LOOK_EVERY_MS)
  const [code] = await once(child, 'close')
  clearInterval(watch)
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${errors.trim().slice(-500)}`)
  return { wallMs, cpuMs, peakBytes: [...peaks.values()].reduce((sum, bytes) => sum + bytes, 0), output }
}

/** The kernel keeps each process's most; it is gone with the process. @param {number} group @param {Map<number, number>} peaks */
function look(group, peaks) {
  for (const { pid } of processesOf(group)) {
    try {
      const most = /^VmHWM:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      if (most) peaks.set(pid, Number(most) * 1024)
    } catch {
      // Ended meanwhile.
    }
  }
}

/** @param {readonly number[]} values */
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
