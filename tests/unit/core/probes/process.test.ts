import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/process'
import type { RunningProcess } from '../../../../src/core/io'
import { no, now, self, world, yes } from '../world'

const running = (pid: number, name: string, command: string, megabytes = 100): RunningProcess => ({ pid, name, command, cpuPercent: 1.5, memoryBytes: megabytes * 1e6, startedAt: now - pid * 1000 })
const all = [
  running(1, 'systemd', '/sbin/init'),
  running(20, 'nginx', 'nginx: master process /usr/sbin/nginx --key=canary', 30),
  running(21, 'nginx', 'nginx: worker process', 70),
  running(30, 'python3', '/usr/bin/python3 /srv/EchoPilot/worker.py', 512),
]
const look = (config: object) => probe.run(probe.schema.parse(config), world({ processes: yes(all) }), self())

describe('the process probe', () => {
  it('counts what runs, and shows no command line', async () => {
    const reading = await look({ match: 'nginx' })
    expect(reading).toEqual({
      status: 'ok',
      code: null,
      message: '',
      hint: null,
      figure: '2 processes · 100 MB',
      value: 2,
      detail: {
        count: 2,
        memoryBytes: 100e6,
        processes: [
          { pid: 21, name: 'nginx', memoryBytes: 70e6, startedAt: now - 21_000 },
          { pid: 20, name: 'nginx', memoryBytes: 30e6, startedAt: now - 20_000 },
        ],
      },
    })
  })

  it.each([
    ['echopilot/worker.py', 1],
    ['EchoPilot/worker.py', 1],
    ['NGINX', 2],
    ['worker', 2],
    ['/sbin/init', 1],
    ['nginx.exe', 0],
    ['wörker', 0],
  ])('“%s” is found %i times', async (match, value) => {
    expect((await look({ match })).value).toBe(value)
  })

  it('fails when nothing matches', async () => {
    expect(await look({ match: 'redis-server' })).toMatchObject({
      status: 'fail',
      code: 'process_missing',
      message: 'Nothing that runs here matches “redis-server”.',
      hint: 'Start it, or see its log for why it ended.',
      figure: null,
      value: 0,
    })
  })

  it.each([
    [1, 'ok', ''],
    [2, 'ok', ''],
    [3, 'fail', '2 processes of “nginx” run; 3 are expected.'],
  ])('where %i are expected, two are %s', async (minCount, status, message) => {
    expect(await look({ match: 'nginx', minCount })).toMatchObject({ status, message, value: 2 })
  })

  it.each([
    [100, 'ok', null, ''],
    [99.9, 'warning', 'expectation_failed', '“nginx” takes 100 MB; the limit is 99.9 MB.'],
  ])('warns above %d MB together: %s', async (maxMemoryMb, status, code, message) => {
    expect(await look({ match: 'nginx', maxMemoryMb })).toMatchObject({ status, code, message, figure: '2 processes · 100 MB' })
  })

  it('says that one is missing before it says that it is large', async () => {
    expect(await look({ match: 'nginx', minCount: 3, maxMemoryMb: 1 })).toMatchObject({ status: 'fail', code: 'process_missing' })
  })

  it('lists ten of many', async () => {
    const many = Array.from({ length: 25 }, (_, pid) => running(pid, 'worker', 'worker'))
    const reading = await probe.run(probe.schema.parse({ match: 'worker' }), world({ processes: yes(many) }), self())
    expect(reading.value).toBe(25)
    expect(reading.detail['processes']).toHaveLength(10)
  })

  it('knows nothing where the list can’t be read', async () => {
    expect(await probe.run(probe.schema.parse({ match: 'nginx' }), world({ processes: no('could_not_look') }), self())).toMatchObject({ status: 'unknown', code: 'could_not_look', value: null })
  })

  it.each([
    [{ match: 'x' }, 'match', 'a name or a part of a command line such as "nginx"'],
    [{ match: ' ' }, 'match', 'a name or a part of a command line such as "nginx"'],
    [{ match: 'nginx', minCount: 0 }, 'minCount', 'a number of processes such as 1'],
    [{ match: 'nginx', minCount: 1.5 }, 'minCount', 'a whole number of processes such as 1'],
    [{ match: 'nginx', maxMemoryMb: 0 }, 'maxMemoryMb', 'a number of megabytes such as 2000'],
  ])('refuses %j', (config, place, message) => {
    expect(probe.schema.safeParse(config).error?.issues).toMatchObject([{ path: [place], message }])
  })

  it('is called by what it matches', () => {
    expect(probe.nameFor?.(probe.schema.parse({ match: ` ${'n'.repeat(80)} ` }))).toBe('n'.repeat(60))
  })

  it('leads nowhere: it is the person who starts it', () => {
    expect(probe.action('process_missing')).toBeNull()
  })
})
