// What a running app and its helpers take, out of Linux's /proc.
import fs from 'node:fs'

/** Linux counts CPU time in these; 100 a second on every common build. */
const TICKS_PER_SECOND = 100

export const canMeasure = process.platform === 'linux'

/** @typedef {{ pid: number, group: number, ticks: number }} ProcessStat */

/** @param {number} pid @returns {ProcessStat | undefined} */
function stat(pid) {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold anything; what follows the last one is plain fields, the third of all first.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { pid, group: Number(fields[2]), ticks: Number(fields[11]) + Number(fields[12]) }
  } catch {
    return undefined
  }
}

/**
 * @param {number} group every helper stays in the group its app was started as
 * @returns {ProcessStat[]}
 */
export function processesOf(group) {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => stat(Number(name)) ?? [])
    .filter((each) => each.group === group)
}

/** @param {number} group @returns {number} bytes, shared pages counted by share */
export function memoryOf(group) {
  return processesOf(group).reduce((sum, { pid }) => sum + proportionalSize(pid), 0)
}

/** @param {number} pid */
function proportionalSize(pid) {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
    return Number(kilobytes ?? 0) * 1024
  } catch {
    return 0 // ended meanwhile
  }
}

/** @param {number} group @returns {number} seconds so far */
export function cpuSecondsOf(group) {
  return processesOf(group).reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND
}
