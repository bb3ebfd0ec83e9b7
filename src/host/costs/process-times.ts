import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { namesOf, type ProcessTimes } from '../../core/costs/process-sighting'

/** All processes of this computer with the CPU time they have used, as far as this user may see; empty where the system won’t tell. */
export async function readProcessTimes(): Promise<ProcessTimes[]> {
  if (process.platform === 'linux') return fromProc()
  const read = process.platform === 'win32' ? fromWindows() : fromPs()
  return read.catch(() => [])
}

/** The unit of times in /proc, the same on every Linux: USER_HZ. */
const ticksPerSecond = 100

async function fromProc(): Promise<ProcessTimes[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  // One that ends meanwhile is told by its parent.
  const read = (pid: string) => Promise.all([readFile(`/proc/${pid}/stat`, 'utf8'), readFile(`/proc/${pid}/cmdline`, 'utf8')]).then(([stat, cmdline]) => readStat(stat, cmdline))
  const found = await Promise.all(pids.map((pid) => read(pid).catch(() => null)))
  return found.filter((one) => one !== null)
}

/** Reads `/proc/PID/stat` and `cmdline`. The program’s name is in brackets and may hold brackets and blanks itself. */
export function readStat(stat: string, cmdline: string): ProcessTimes | null {
  const [, pid, name = '', rest = ''] = /^(\d+) \((.*)\) (.*)$/s.exec(stat.trimEnd()) ?? []
  if (pid === undefined) return null
  const fields = rest.split(' ').map(Number)
  const [parentPid, user, system, reapedUser, reapedSystem, startedAt] = [1, 11, 12, 13, 14, 19].map((place) => fields[place]!) as [number, number, number, number, number, number]
  const [program = name, ...parameters] = cmdline.split('\0').filter((part) => part !== '')
  return {
    pid: Number(pid),
    parentPid,
    startedAt,
    names: namesOf(program, parameters),
    ownSeconds: (user + system) / ticksPerSecond,
    reapedSeconds: (reapedUser + reapedSystem) / ticksPerSecond,
  }
}

const run = promisify(execFile)
const limits = { timeout: 10_000, maxBuffer: 64 * 1024 * 1024, windowsHide: true }

/** macOS and the BSDs. */
async function fromPs(): Promise<ProcessTimes[]> {
  const { stdout } = await run('ps', ['-axo', 'pid=,ppid=,lstart=,time=,command='], { ...limits, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } })
  return readPsTimes(stdout)
}

/** Reads what `ps -axo pid=,ppid=,lstart=,time=,command=` prints in UTC: "  501     1 Mon Nov 23 10:30:15 2026   0:01.23 /usr/bin/node worker.js". */
export function readPsTimes(text: string): ProcessTimes[] {
  return text.split('\n').flatMap((line) => {
    const [, pid, parentPid, started, time, command] = /^\s*(\d+)\s+(\d+)\s+(\w{3} \w{3}\s+\d+ [\d:]{8} \d{4})\s+([\d:.-]+)\s+(\S.*)$/.exec(line) ?? []
    if (pid === undefined) return []
    const [program = '', ...parameters] = command!.trim().split(/\s+/)
    return { pid: Number(pid), parentPid: Number(parentPid), startedAt: Date.parse(`${started!} UTC`), names: namesOf(program, parameters), ownSeconds: secondsOf(time!), reapedSeconds: 0 }
  })
}

/** `[[days-]hours:]minutes:seconds[.hundredths]` */
function secondsOf(time: string): number {
  const [, days = 0, clock = ''] = /^(?:(\d+)-)?(.*)$/.exec(time) ?? []
  return clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days) * 86_400
}

const query =
  'Get-CimInstance Win32_Process | Select-Object ProcessId,ParentProcessId,Name,CommandLine,KernelModeTime,UserModeTime,@{n="Started";e={if($_.CreationDate){$_.CreationDate.ToFileTimeUtc()}else{0}}} | ConvertTo-Json -Compress'

async function fromWindows(): Promise<ProcessTimes[]> {
  const { stdout } = await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', query], limits)
  return readWindowsTimes(stdout)
}

interface WindowsProcess {
  ProcessId: number
  ParentProcessId: number
  Name: string
  CommandLine: string | null
  /** In 100 ns. */
  KernelModeTime: number
  UserModeTime: number
  Started: number
}

/** Reads what PowerShell makes of Win32_Process. Windows doesn’t tell of children that have ended. */
export function readWindowsTimes(json: string): ProcessTimes[] {
  const all = JSON.parse(json) as WindowsProcess | WindowsProcess[]
  return [all].flat().map((one) => ({
    pid: one.ProcessId,
    parentPid: one.ParentProcessId,
    startedAt: one.Started,
    names: namesOf(one.Name, parametersOf(one.CommandLine ?? '')),
    ownSeconds: (one.KernelModeTime + one.UserModeTime) / 1e7,
    reapedSeconds: 0,
  }))
}

/** Behind the program, which may be in quotes. */
const parametersOf = (commandLine: string): string[] => commandLine.replace(/^("[^"]*"|\S+)\s*/, '').match(/"[^"]*"|\S+/g)?.map((part) => part.replaceAll('"', '')) ?? []
