import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import executionLog from '../../../src/core/formats/execution-log'
import { ProcessCpu } from '../../../src/host/costs/process-cpu'
import { readProcessTimes, readPsTimes, readStat, readWindowsTimes } from '../../../src/host/costs/process-times'
import { freshFolder } from '../support'
import { append, bookAt, freshPlace, read } from './costs-book'

/**
 * Does what it is told on its input, a word a line, and says when it has: “burn” uses half a second of CPU time, “child” lets a child burn it and
 * end, “say” does nothing, “keep” starts itself again as a child and passes on what follows to that one. At its end it says what it used.
 */
const program = `
const { spawn, spawnSync } = require('node:child_process')
const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6 }
const burn = () => { const until = used() + 0.5; while (used() < until) for (let i = 0; i < 1e6; i++); }
const say = (word) => process.stdout.write(word + ' ' + used() + '\\n')
let kept = null
const start = () => { kept = spawn(process.execPath, [process.argv[2] ?? __filename], { stdio: ['pipe', 'inherit', 'inherit'] }) }
const does = {
  burn() { burn(); say('burnt') },
  say: () => say('said'),
  child() { spawnSync(process.execPath, ['-e', 'const until = process.cpuUsage().user + 5e5; while (process.cpuUsage().user < until) for (let i = 0; i < 1e6; i++);']); say('ended') },
  keep: start,
  end() { say('over'); process.exit() },
}
process.stdin.setEncoding('utf8').on('data', (text) => {
  for (const word of text.trim().split('\\n')) {
    if (kept && word === 'end') kept.once('exit', () => { kept = null; process.stdout.write('reaped 0\\n') })
    if (kept) kept.stdin.write(word + '\\n')
    else does[word]()
  }
})
if (!process.argv[2]) say('ready')
`

interface Worker {
  name: string
  process: ChildProcess
  /** Waits for the answer: CPU seconds it has used itself. */
  tell(word: string, answer: string): Promise<number>
}

/** A program with a name nobody else has. `of`: the program it supervises rather than does the work itself. */
async function started(of?: string): Promise<Worker & { path: string }> {
  const name = `worker-${randomUUID()}.cjs`
  const path = join(freshFolder(), name)
  writeFileSync(path, program)
  const child = spawn(process.execPath, [path, ...(of === undefined ? [] : [of])], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const answers = createInterface({ input: child.stdout })
  const heard = async (answer: string): Promise<number> => {
    for (;;) {
      const [line] = (await once(answers, 'line')) as [string]
      const [word, seconds] = line.split(' ')
      if (word === answer) return Number(seconds)
    }
  }
  const tell = async (word: string, answer: string) => {
    const said = heard(answer)
    child.stdin.write(`${word}\n`)
    return said
  }
  if (of === undefined) await heard('ready')
  return { name, path, process: child, tell }
}

/** Somebody else’s processes: here they are this test’s own. */
const watching = (...names: string[]) => new ProcessCpu({ names: () => names, ownPid: -1 })
const sum = (lines: readonly { cpu_seconds: number }[]): number => lines.reduce((total, line) => total + line.cpu_seconds, 0)

/** Clocks tick in hundredths, and a runtime does a little by itself between its answer and our reading. */
const slack = 0.25
const near = (seconds: number, expected: number) => {
  expect(seconds).toBeGreaterThan(expected - slack)
  expect(seconds).toBeLessThan(expected + slack)
}

describe.runIf(process.platform === 'linux')('CPU time of a watched program', () => {
  it('is what it used since the reading before, to the tick', async () => {
    const worker = await started()
    const cpu = watching(worker.name)
    const before = await worker.tell('burn', 'burnt')
    expect(await cpu.read()).toEqual([])
    const after = await worker.tell('burn', 'burnt')
    const lines = await cpu.read()
    expect(lines).toMatchObject([{ event: 'process_cpu', process: worker.name, pid: worker.process.pid }])
    near(sum(lines), after - before)
    expect(lines[0]!.wall_seconds).toBeGreaterThan(0)
  })

  it('is read by the execution log’s format as it is written', async () => {
    const worker = await started()
    const cpu = watching(worker.name)
    await cpu.read()
    await worker.tell('burn', 'burnt')
    const [line] = await cpu.read()
    expect(executionLog.read(JSON.parse(JSON.stringify(line)), {})).toEqual({ kind: 'cpu', at: Date.parse(line!.ts), job: '', agent: worker.name, runId: null, seconds: line!.cpu_seconds, wallSeconds: line!.wall_seconds })
  })

  it('is nothing while it waits', async () => {
    const worker = await started()
    const cpu = watching(worker.name)
    await worker.tell('burn', 'burnt')
    await cpu.read()
    expect(sum(await cpu.read())).toBeLessThan(slack)
  })

  it('is also that of a child that came and went between two readings', async () => {
    const worker = await started()
    const cpu = watching(worker.name)
    await cpu.read()
    const seconds = sum(await worker.tell('child', 'ended').then(() => cpu.read()))
    expect(seconds).toBeGreaterThan(0.45)
    // It isn’t told again.
    expect(sum(await cpu.read())).toBeLessThan(slack)
  })

  it('is told of one that was restarted: what it used before it ended, and since', async () => {
    const worker = await started()
    const supervisor = await started(worker.path)
    const cpu = watching(worker.name)
    await supervisor.tell('keep\nburn', 'burnt')
    await cpu.read()
    const used = await supervisor.tell('burn', 'burnt')
    await supervisor.tell('end', 'reaped')
    await supervisor.tell('keep\nburn', 'burnt')
    const lines = (await cpu.read()).filter(({ pid }) => pid !== worker.process.pid)
    expect(used).toBeGreaterThan(0.9)
    // Half a second of the one that ended, and the other’s start and half a second.
    expect(lines.filter(({ process: name }) => name === worker.name)).toHaveLength(2)
    expect(sum(lines)).toBeGreaterThan(0.9)
    expect(sum(lines)).toBeLessThan(2)
  })

  it('is less what its job logs itself', async () => {
    const worker = await started()
    const cpu = watching(worker.name)
    await cpu.read()
    await worker.tell('burn', 'burnt')
    cpu.heard({ at: Date.now(), pid: worker.process.pid!, seconds: 0.4 })
    cpu.heard({ at: Date.now(), pid: 1, seconds: 100 })
    expect(sum(await cpu.read())).toBeLessThan(0.4)
  })

  it('isn’t less for what an earlier process of that number logged', async () => {
    const worker = await started()
    const cpu = watching(worker.name)
    const earlier = Date.now() - 1
    await cpu.read()
    await worker.tell('burn', 'burnt')
    cpu.heard({ at: earlier, pid: worker.process.pid!, seconds: 0.4 })
    expect(sum(await cpu.read())).toBeGreaterThan(0.45)
  })

  it('and of a job that logs itself is counted once in all', async () => {
    const worker = await started()
    const cpu = watching(worker.name)
    const place = freshPlace()
    const book = await bookAt(place, { now: Date.now })
    book.onChange((timed) => timed.forEach((run) => cpu.heard(run)))
    const before = await worker.tell('burn', 'burnt')
    await cpu.read()
    for (const run of ['first', 'second']) {
      const [from, to] = [await worker.tell('say', 'said'), await worker.tell('burn', 'burnt')]
      append(place, 'agent.log', `${JSON.stringify({ ts: new Date().toISOString(), event: 'job_finished', job_id: 'triage', run_id: run, pid: worker.process.pid, cpu_seconds: to - from })}\n`)
      // The second reading finds nothing new, and tells nothing again.
      await book.refresh()
      await book.refresh()
      append(place, 'process-cpu.log', (await cpu.read()).map((line) => `${JSON.stringify(line)}\n`).join(''))
    }
    const used = (await worker.tell('say', 'said')) - before
    near((await read(book)).total.cpuSeconds, used)
  })

  it('isn’t told of the console itself and of what it starts', async () => {
    const worker = await started()
    const cpu = new ProcessCpu({ names: () => [worker.name, 'node'] })
    await cpu.read()
    await worker.tell('burn', 'burnt')
    expect((await cpu.read()).filter(({ process: name }) => name === worker.name)).toEqual([])
  })
})

describe('the clock of a reading', () => {
  const at = { now: 0, monotonic: 0 }
  const clock = { now: () => at.now, monotonic: () => at.monotonic }
  const reading = (ownSeconds: number) => [{ pid: 10, parentPid: 1, startedAt: 5, names: ['scheduler'], ownSeconds, reapedSeconds: 0 }]

  it('counts no time asleep, and begins again where nothing could be read', async () => {
    const readings = [reading(1), reading(3), [], reading(9), reading(10)]
    const cpu = new ProcessCpu({ names: () => ['scheduler'], readTimes: async () => readings.shift()!, clock })
    expect(await cpu.read()).toEqual([])
    // An hour later by the wall, a minute of it awake.
    Object.assign(at, { now: 3_600_000, monotonic: 60_000 })
    expect(await cpu.read()).toEqual([{ event: 'process_cpu', ts: '1970-01-01T01:00:00.000Z', process: 'scheduler', pid: 10, cpu_seconds: 2, wall_seconds: 60 }])
    expect([await cpu.read(), await cpu.read()]).toEqual([[], []])
    expect(await cpu.read()).toMatchObject([{ cpu_seconds: 1 }])
  })

  it('isn’t looked at while nothing is watched', async () => {
    const cpu = new ProcessCpu({ names: () => [], readTimes: () => Promise.reject(new Error('looked')), clock })
    expect(await cpu.read()).toEqual([])
  })
})

describe('what a system tells of its processes', () => {
  it('is read from /proc, whatever the program calls itself', () => {
    const stat = '4711 (a) b (c) S 17 4711 4711 0 -1 4194560 100 0 0 0 250 50 30 20 20 0 1 0 123456 1000000 500 18446744073709551615'
    expect(readStat(stat, 'python3\0-u\0/opt/worker.py\0')).toEqual({ pid: 4711, parentPid: 17, startedAt: 123_456, names: ['python3', 'worker.py'], ownSeconds: 3, reapedSeconds: 0.5 })
    expect(readStat(stat, '')).toMatchObject({ names: ['a) b (c'] })
    expect(readStat('', '')).toBeNull()
  })

  it('is read from ps', () => {
    const text = '    1     0 Mon Nov 23 10:30:15 2026   1:02.50 /sbin/launchd\n  501     1 Sun Nov  1 00:00:00 2026 1-02:03:04 /usr/bin/python3 -u worker.py\n\n'
    expect(readPsTimes(text)).toEqual([
      { pid: 1, parentPid: 0, startedAt: Date.parse('2026-11-23T10:30:15Z'), names: ['launchd'], ownSeconds: 62.5, reapedSeconds: 0 },
      { pid: 501, parentPid: 1, startedAt: Date.parse('2026-11-01T00:00:00Z'), names: ['python3', 'worker.py'], ownSeconds: 93_784, reapedSeconds: 0 },
    ])
  })

  it('is read from PowerShell, also when there is but one', () => {
    const listed = { ProcessId: 4, ParentProcessId: 0, Name: 'Node.exe', CommandLine: '"C:\\Program Files\\node.exe" --inspect "C:\\my app\\Worker.js"', KernelModeTime: 1e7, UserModeTime: 25e6, Started: 134_000_000_000_000_000 }
    const expected = { pid: 4, parentPid: 0, startedAt: 134_000_000_000_000_000, names: ['node', 'worker.js'], ownSeconds: 3.5, reapedSeconds: 0 }
    expect(readWindowsTimes(JSON.stringify(listed))).toEqual([expected])
    expect(readWindowsTimes(JSON.stringify([listed, { ...listed, CommandLine: null }]))).toEqual([expected, { ...expected, names: ['node'] }])
  })

  it('holds this process', async () => {
    const [user, system] = [process.cpuUsage().user, process.cpuUsage().system]
    const own = (await readProcessTimes()).find(({ pid }) => pid === process.pid)
    expect(own?.parentPid).toBe(process.ppid)
    near(own!.ownSeconds, (user + system) / 1e6)
  })
})
