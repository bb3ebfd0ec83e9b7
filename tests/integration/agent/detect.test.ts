import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { bareEnvironment, root } from '../child'
import { ensureBuilt } from './built'

beforeAll(ensureBuilt, 120_000)

/** `npx echopilot detect …`, its input open. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [join(root, 'bin/echopilot.mjs'), 'detect', ...args], { env: bareEnvironment(), stdio: 'pipe' })
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  })
  const output = { out: '', errors: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.errors += text))
  child.stdin.on('error', () => {})
  return { child, ended, output }
}

async function detect(kind: string, input: string | Buffer, ...args: string[]) {
  const { child, ended, output } = start('--kind', kind, ...args)
  child.stdin.end(input)
  const code = await ended
  return { code, ...output, lines: output.out.split('\n').slice(0, -1) }
}

const hour = (i: number): string => new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString()
const filling = Array.from({ length: 120 }, (_, i) => `${hour(i)},${20 + i * 0.6}`)

describe('a series on standard input', () => {
  it('disk: one line a row, alert and hours until full', async () => {
    const { code, lines, errors } = await detect('disk', ['timestamp,value', ...filling, ''].join('\n'))
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    expect(lines).toHaveLength(120)
    for (const line of lines) expect(line).toMatch(/^[\d.e+-]+,[01],[\d.e+-]+$/)
    expect(lines[0]).toBe('0,0,1000000')
    const [, alert, left] = lines.at(-1)!.split(',')
    expect(alert).toBe('1')
    expect(Number(left)).toBeGreaterThan(10)
    expect(Number(left)).toBeLessThan(18)
  })

  it('the horizon is the flag’s', async () => {
    const { lines } = await detect('disk', ['timestamp,value', ...filling.slice(0, 90), ''].join('\n'), '--horizon-hours', '72')
    expect(lines.at(-1)).toMatch(/,1,/)
  })

  it('tick: the rule’s figures are the flags’', async () => {
    const rows = ['timestamp,value,event', `${hour(0)},0,tick`, ...Array.from({ length: 9 }, (_, i) => `${hour(0)},${(i + 1) * 10},poll`)]
    const { lines } = await detect('tick', `${rows.join('\n')}\n`, '--gap-seconds', '20', '--gaps', '2')
    expect(lines.map((line) => line.split(',')[1])).toEqual(['0', '0', '0', '0', '0', '1', '1', '1', '1', '1'])
  })

  it.each(['anomaly', 'latency', 'cost'])('%s: figures, one line a row', async (kind) => {
    const { code, lines, errors } = await detect(kind, ['timestamp,value', ...filling, ''].join('\n'), ...(kind === 'cost' ? ['--monthly-budget', '100'] : []))
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    expect(lines).toHaveLength(120)
    for (const line of lines) {
      const [score, alert, extra = '0', ...more] = line.split(',')
      expect([Number.isFinite(Number(score)), '01'.includes(alert!), Number.isFinite(Number(extra)), more.length]).toEqual([true, true, true, 0])
    }
  })

  it('columns by name, quotes, CRLF, a byte order mark and a last line without its end', async () => {
    const plain = await detect('disk', ['timestamp,value', ...filling].join('\n'))
    const dressed = filling.map((row) => `"a ""disk"", C:",${row.split(',')[1]},,"${row.split(',')[0]}"`)
    expect(await detect('disk', Buffer.from(['\uFEFFhost,Value,note,"timestamp"', ...dressed].join('\r\n')))).toMatchObject({ code: 0, errors: '', out: plain.out })
  })

  it('an offset is a time; UTC where none is given', async () => {
    const rows = (stamp: (i: number) => string): string => ['timestamp,value', ...filling.map((row, i) => `${stamp(i)},${row.split(',')[1]}`)].join('\n')
    const plain = await detect('disk', rows(hour))
    expect((await detect('disk', rows((i) => hour(i + 2).replace(/\.000Z/, '+02:00')))).out).toBe(plain.out)
    expect((await detect('disk', rows((i) => hour(i).replace('T', ' ').replace(/\.000Z/, '')))).out).toBe(plain.out)
  })
})

describe('rows that can’t be read', () => {
  it('are named on standard error, counted as missing, and answered', async () => {
    const rows = ['timestamp,value', `${hour(0)},50`, 'nonsense', `${hour(1)},fifty`, '1767229200,50', `${hour(2)}`, '', '2026-02-30T00:00:00Z,50', `"${hour(3)},50`, `${hour(4)},`, `${hour(5)},1e999`, `${hour(6)},50`, '']
    const { code, lines, errors } = await detect('disk', rows.join('\n'))
    expect(code).toBe(0)
    expect(lines).toHaveLength(11)
    expect(errors.split('\n').slice(0, -1)).toEqual([
      'Line 3: “nonsense” isn’t a time like 2026-11-23T07:00:00Z; it counts as missing.',
      'Line 4: “fifty” isn’t a number; it counts as missing.',
      'Line 5: “1767229200” isn’t a time like 2026-11-23T07:00:00Z; it counts as missing.',
      'Line 6: the value’s column isn’t there; it counts as missing.',
      'Line 7: “” isn’t a time like 2026-11-23T07:00:00Z; it counts as missing.',
      'Line 8: “2026-02-30T00:00:00Z” isn’t a time like 2026-11-23T07:00:00Z; it counts as missing.',
      'Line 9: a quote isn’t closed; it counts as missing.',
      'Line 11: “1e999” isn’t a number; it counts as missing.',
    ])
  })

  it('of ticks: an event nobody knows', async () => {
    const { lines, errors } = await detect('tick', `timestamp,value,event\n${hour(0)},1,tock\n${hour(0)},2,tick\n`)
    expect(lines).toHaveLength(2)
    expect(errors).toBe('Line 2: “tock” isn’t an event; use tick, poll, suspend, resume, start; it counts as missing.\n')
  })
})

describe('as a stream', () => {
  it('answers each row before the next', async () => {
    const { child, ended } = start('--kind', 'disk')
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    child.stdin.write('timestamp,value\n')
    for (const row of filling.slice(0, 50)) {
      child.stdin.write(`${row}\n`)
      expect((await answers.next()).value).toMatch(/^[\d.e+-]+,[01],/)
    }
    child.stdin.end()
    expect(await ended).toBe(0)
  })

  it('takes rows in pieces of any size, also within a letter', async () => {
    const { child, ended, output } = start('--kind', 'disk')
    const text = Buffer.from(`timestamp,value,note\n${filling.slice(0, 5).map((row) => `${row},größe\n`).join('')}`)
    for (const byte of text) child.stdin.write(Buffer.from([byte]))
    child.stdin.end()
    expect(await ended).toBe(0)
    expect(output.errors).toBe('')
    expect(output.out.split('\n')).toHaveLength(6)
  })

  it('a reader that leaves is no error', async () => {
    const { child, ended, output } = start('--kind', 'anomaly')
    child.stdin.write('timestamp,value\n')
    child.stdout.destroy()
    const rows = `${filling.join('\n')}\n`
    const feed = setInterval(() => child.stdin.write(rows), 5)
    onTestFinished(() => clearInterval(feed))
    expect(await ended).toBe(0)
    clearInterval(feed)
    expect(output.errors).toBe('')
  })

  it('no rows, no lines', async () => {
    expect(await detect('disk', 'timestamp,value\n')).toMatchObject({ code: 0, out: '', errors: '' })
    expect(await detect('disk', '')).toMatchObject({ code: 0, out: '', errors: '' })
    expect((await detect('disk', `timestamp,value\n${hour(0)},1\n\n\n`)).lines).toHaveLength(1)
  })
})

describe('wrong usage is exit 2, in words', () => {
  it.each([
    [[], '', '--kind: say what to judge, like --kind disk. Kinds: anomaly, latency, disk, tick, cost.'],
    [['--kind', 'memory'], '', '--kind memory: say what to judge, like --kind disk. Kinds: anomaly, latency, disk, tick, cost.'],
    [['--kind', 'disk', '--horizon-hours', 'soon'], '', '--horizon-hours soon: give a number above 0, like --horizon-hours 24.'],
    [['--kind', 'tick', '--gaps', '2.5'], '', '--gaps 2.5: give a whole number, like --gaps 4.'],
    [['--kind', 'cost', '--monthly-budget', '0'], '', '--monthly-budget 0: give a number above 0, like --monthly-budget 100.'],
    [['--kind', 'disk'], 'time,used\n', 'The first line must name the columns timestamp,value; there is no timestamp, no value.'],
    [['--kind', 'tick'], 'timestamp,value\n', 'The first line must name the columns timestamp,value,event; there is no event.'],
  ])('%j', async (args, input, said) => {
    const { child, ended, output } = start(...args)
    child.stdin.end(input)
    expect(await ended).toBe(2)
    expect(output).toEqual({ out: '', errors: `${said}\n` })
  })
})
