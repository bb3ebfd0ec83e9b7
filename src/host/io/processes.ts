import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { uptime } from 'node:os'
import { posix } from 'node:path'
import { promisify } from 'node:util'
import type { RunningProcess } from '../../core/io'
import { fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import { systemClock } from './clock'

/** As the system lists it. */
export interface ListedProcess extends RunningProcess {
  parentPid: number
}

let listing: Promise<ListedProcess[]> | null = null

/**
 * What runs on this computer, as far as this user may see, but the console itself and what it has started: a look must
 * not find itself. Looks at the same time share one listing.
 */
export async function readProcesses(): Promise<Result<RunningProcess[]>> {
  listing ??= list().finally(() => (listing = null))
  const all = await listing.catch(() => [])
  if (all.length === 0) return err(fault('could_not_look', 'The list of running processes can’t be read.', 'Check that /proc or “ps” can be used by this user.'))
  return ok(withoutFamily(all, process.pid))
}

async function list(): Promise<ListedProcess[]> {
  if (process.platform === 'win32') return fromWindows()
  const listed = process.platform === 'linux' ? await fromProc() : []
  return listed.length > 0 ? listed : fromPs()
}

/** Starts are told to the second, and clocks are read one after the other. */
const startsWithinMs = 2000

/** All but one process and its descendants. On Windows a number may outlive its process: what is older is no child. */
export function withoutFamily(all: readonly ListedProcess[], pid: number): ListedProcess[] {
  const startedAt = (all.find((one) => one.pid === pid)?.startedAt ?? -Infinity) - startsWithinMs
  const family = new Set([pid])
  for (let before = 0; before < family.size; ) {
    before = family.size
    for (const one of all) if (family.has(one.parentPid) && (one.startedAt ?? Infinity) >= startedAt) family.add(one.pid)
  }
  return all.filter((one) => !family.has(one.pid))
}

/** Linux says it in files: that needs no program, which a container may lack, and starts none. */
async function fromProc(): Promise<ListedProcess[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  // One that ends meanwhile no longer runs.
  const found = await Promise.all(pids.map((pid) => readProc(pid).catch(() => null)))
  return found.filter((one) => one !== null)
}

/** The unit of times in /proc, the same on every Linux: USER_HZ. */
const ticksPerSecond = 100

/** null for what doesn’t run a program: threads of the kernel, and processes that have ended but were never asked for. */
async function readProc(pid: string): Promise<ListedProcess | null> {
  const [status, cmdline] = await Promise.all([readFile(`/proc/${pid}/status`, 'utf8'), readFile(`/proc/${pid}/cmdline`, 'utf8')])
  const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? ''
  if (/^[ZX]/.test(field('State')) || field('VmRSS') === '') return null
  const times = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\)\s/s, '').split(' ')
  const [userTicks, systemTicks, startTicks] = [times[11], times[12], times[19]].map(Number) as [number, number, number]
  const aliveSeconds = Math.max(1 / ticksPerSecond, uptime() - startTicks / ticksPerSecond)
  const parts = cmdline.split('\0').filter((part) => part !== '')
  return {
    pid: Number(pid),
    parentPid: Number(field('PPid')),
    name: nameFrom(parts[0] ?? '') ?? field('Name'),
    command: parts.join(' ').trim() || field('Name'),
    cpuPercent: Math.round(((userTicks + systemTicks) / ticksPerSecond / aliveSeconds) * 1000) / 10,
    memoryBytes: Number.parseInt(field('VmRSS'), 10) * 1024,
    startedAt: Math.round(systemClock.now() - aliveSeconds * 1000),
  }
}

/** "/usr/sbin/nginx" → "nginx"; null for a title that a program gave itself ("nginx: worker process"). */
const nameFrom = (program: string): string | null => (program === '' || program.includes(' ') ? null : posix.basename(program).replace(/^-/, ''))

const run = promisify(execFile)
const psTimeoutMs = 10_000
const psMaxBytes = 64 * 1024 * 1024

/** macOS and the BSDs. */
async function fromPs(): Promise<ListedProcess[]> {
  const { stdout } = await run('ps', ['-axo', 'pid=,ppid=,stat=,rss=,pcpu=,etime=,command='], { timeout: psTimeoutMs, maxBuffer: psMaxBytes, env: { ...process.env, LC_ALL: 'C' } })
  return readPs(stdout, systemClock.now())
}

/** Reads what `ps -axo pid=,ppid=,stat=,rss=,pcpu=,etime=,command=` prints; memory is in kB. */
export function readPs(text: string, now: number): ListedProcess[] {
  return text.split('\n').flatMap((line) => {
    const [, pid, parentPid, state, rss, cpu, elapsed, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\d+)\s+([\d.]+)\s+(\S+)\s+(\S.*)$/.exec(line) ?? []
    if (pid === undefined || command === undefined || state!.startsWith('Z')) return []
    const program = command.split(/ [-/]/)[0]!
    return {
      pid: Number(pid),
      parentPid: Number(parentPid),
      name: posix.basename(program).trim(),
      command: command.trim(),
      cpuPercent: Number(cpu),
      memoryBytes: Number(rss) * 1024,
      startedAt: startedBefore(elapsed!, now),
    }
  })
}

/** `[[days-]hours:]minutes:seconds` */
function startedBefore(elapsed: string, now: number): number | null {
  const [, days = 0, hours = 0, minutes, seconds] = /^(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+)$/.exec(elapsed) ?? []
  return seconds === undefined ? null : now - 1000 * (Number(seconds) + 60 * Number(minutes) + 3600 * Number(hours) + 86_400 * Number(days))
}

async function fromWindows(): Promise<ListedProcess[]> {
  const { default: si } = await import('systeminformation')
  const { list: all } = await si.processes()
  return all.map(({ pid, parentPid, name, command, params, cpu, memRss, started }) => {
    const startedAt = Date.parse(started)
    return { pid, parentPid, name, command: [command || name, params].filter(Boolean).join(' '), cpuPercent: Math.round(cpu * 10) / 10, memoryBytes: memRss * 1024, startedAt: Number.isNaN(startedAt) ? null : startedAt }
  })
}
