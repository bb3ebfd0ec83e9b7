import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import probe from '../../../src/core/probes/process'
import { readProcesses, readPs, withoutFamily, type ListedProcess } from '../../../src/host/io/processes'
import { self, world } from '../../unit/core/world'
import { until } from '../support'

const marked = () => `echopilot-test-${randomUUID()}`
const withMark = async (mark: string) => {
  const listed = await readProcesses()
  if (!listed.ok) throw new Error(listed.error.message)
  return listed.value.filter(({ command }) => command.includes(mark))
}

/** Ends when the test does. The mark is an argument of the program; it sleeps, having said its number. */
const program = `process.stdout.write(String(process.pid)); setTimeout(() => {}, 60_000)`

/** A process that belongs to nobody here: its parent has ended, so that the system has adopted it. */
async function startAdopted(mark: string): Promise<number> {
  const start = `const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(program)}, process.argv[1]], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
    child.stdout.once('data', (pid) => { process.stdout.write(pid); child.stdout.destroy(); child.unref(); process.exit() })`
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', start, mark])
  const pid = Number(stdout)
  onTestFinished(() => {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // The test has ended it.
    }
  })
  return pid
}

const listed = (pid: number, parentPid: number, extra: Partial<ListedProcess> = {}): ListedProcess => ({ pid, parentPid, name: `p${pid}`, command: `p${pid}`, cpuPercent: 0, memoryBytes: 0, startedAt: 1e12, ...extra })

/** Waits until it is listed: a parent may take a moment to be gone. */
const foundBy = (mark: string) => until(async () => (await withMark(mark))[0], 'it to be listed')

describe('what runs here', () => {
  it('holds a process of somebody else, with its command line, as long as it runs', async () => {
    const mark = marked()
    const pid = await startAdopted(mark)
    const found = await foundBy(mark)
    expect(found).toMatchObject({ pid, name: expect.stringContaining('node'), command: expect.stringMatching(new RegExp(`-e .*${mark}$`, 's')) })
    expect(found.memoryBytes).toBeGreaterThan(1e6)
    expect(Math.abs(found.startedAt! - Date.now())).toBeLessThan(10 * 60_000)
    process.kill(pid, 'SIGKILL')
    await until(async () => (await withMark(mark)).length === 0, 'it to be gone')
  })

  it('holds neither ourselves nor what we have started', async () => {
    const mark = marked()
    const child = spawn(process.execPath, ['-e', program, mark], { stdio: ['ignore', 'pipe', 'ignore'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    const all = await readProcesses()
    expect(all.ok && all.value.length).toBeGreaterThan(0)
    expect(all.ok && all.value.map(({ pid }) => pid).filter((pid) => pid === process.pid || pid === child.pid)).toEqual([])
    expect(await withMark(mark)).toEqual([])
  })

  it.runIf(process.platform !== 'win32')('holds nobody who has ended but is never asked for', async () => {
    // Adopted by the system, the outer one doesn't ask how the inner one, which it started before, has ended.
    const start = spawn('sh', ['-c', `sh -c 'sleep 60 & echo $! $$; exec sleep 60' & wait`], { stdio: ['ignore', 'pipe', 'ignore'] })
    const [said] = (await once(start.stdout, 'data')) as [Buffer]
    const [inner, outer] = String(said).trim().split(' ').map(Number) as [number, number]
    onTestFinished(() => void process.kill(outer, 'SIGKILL'))
    start.kill('SIGKILL')
    const listedNow = async () => {
      const all = await readProcesses()
      return [inner, outer].filter((one) => all.ok && all.value.some(({ pid }) => pid === one))
    }
    await until(async () => (await listedNow()).length === 2, 'both to be listed')
    process.kill(inner, 'SIGKILL')
    await until(async () => (await listedNow()).join() === String(outer), 'only the outer one to be listed')
    // The inner one still has its number.
    expect(() => process.kill(inner, 0)).not.toThrow()
  })

  it('is listed once for looks at the same time, and anew for later ones', async () => {
    const mark = marked()
    const [first, second] = await Promise.all([readProcesses(), readProcesses()])
    expect(first).toEqual(second)
    await startAdopted(mark)
    expect((await foundBy(mark)).command).toContain(mark)
  })

  it('is found by the probe', async () => {
    const mark = marked()
    await startAdopted(mark)
    await foundBy(mark)
    const config = probe.schema.parse({ match: mark.toUpperCase() })
    expect(await probe.run(config, { ...world(), processes: readProcesses }, self())).toMatchObject({ status: 'ok', value: 1 })
  })

  it('isn’t found by the probe that looks for it', async () => {
    const config = probe.schema.parse({ match: marked() })
    expect(await probe.run(config, { ...world(), processes: readProcesses }, self())).toMatchObject({ status: 'fail', code: 'process_missing' })
  })
})

describe('a family', () => {
  const all = [listed(1, 0), listed(10, 1), listed(13, 12), listed(11, 10), listed(12, 11), listed(20, 1), listed(21, 20)]

  it('is left out whole, in whatever order it is listed', () => {
    expect(withoutFamily(all, 10).map(({ pid }) => pid)).toEqual([1, 20, 21])
    expect(withoutFamily(all, 1)).toEqual([])
    expect(withoutFamily(all, 99)).toEqual(all)
  })

  it('has no child that is older than itself: that one’s parent only had the same number', () => {
    const young = [listed(10, 1, { startedAt: 2e12 }), listed(11, 10, { startedAt: 1e12 }), listed(12, 10, { startedAt: 2e12 - 500 }), listed(13, 10, { startedAt: null })]
    expect(withoutFamily(young, 10).map(({ pid }) => pid)).toEqual([11])
  })
})

describe('what ps prints', () => {
  const now = Date.UTC(2026, 10, 23, 12)

  it('is read line by line', () => {
    const text = [
      '    1     0 Ss    12345   0.0 31-02:03:04 /sbin/launchd',
      '  501     1 S     20480  12.5    01:02:03 /Applications/Google Chrome.app/Contents/MacOS/Google Chrome --type=renderer /tmp/x',
      '  502   501 R+      512 100.0       00:07 -zsh',
      '  503   502 Z         0   0.0       00:01 <defunct>',
      '  504   502 S        10   0.0           - odd',
      'not a process',
      '',
    ].join('\n')
    expect(readPs(text, now)).toEqual([
      { pid: 1, parentPid: 0, name: 'launchd', command: '/sbin/launchd', cpuPercent: 0, memoryBytes: 12_345 * 1024, startedAt: now - 1000 * (31 * 86_400 + 2 * 3600 + 3 * 60 + 4) },
      {
        pid: 501,
        parentPid: 1,
        name: 'Google Chrome',
        command: '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome --type=renderer /tmp/x',
        cpuPercent: 12.5,
        memoryBytes: 20_480 * 1024,
        startedAt: now - 3_723_000,
      },
      { pid: 502, parentPid: 501, name: '-zsh', command: '-zsh', cpuPercent: 100, memoryBytes: 512 * 1024, startedAt: now - 7000 },
      { pid: 504, parentPid: 502, name: 'odd', command: 'odd', cpuPercent: 0, memoryBytes: 10_240, startedAt: null },
    ])
  })

  it.runIf(process.platform !== 'win32')('is what this system’s own prints', async () => {
    const printed = await promisify(execFile)('ps', ['-axo', 'pid=,ppid=,stat=,rss=,pcpu=,etime=,command='], { env: { ...process.env, LC_ALL: 'C' } }).catch(() => null)
    // A container may have none.
    if (!printed) return
    const ourselves = readPs(printed.stdout, now).find(({ pid }) => pid === process.pid)
    expect(ourselves).toMatchObject({ parentPid: process.ppid, command: expect.stringContaining('node') })
    expect(ourselves!.startedAt).toBeLessThanOrEqual(now)
  })
})
