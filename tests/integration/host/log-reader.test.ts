import { appendFileSync, copyFileSync, linkSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formats } from '../../../src/core/registry'
import { CostSource } from '../../../src/host/costs/cost-source'
import { LogReader } from '../../../src/host/costs/log-reader'
import { freshFolder, settingsWith } from '../support'

const noPrices = { source: '', version: '', sha256: '', providers: {} }
const day = Date.UTC(2026, 10, 22)

/** A finished job that took so many seconds; each has a run of its own. */
let runs = 0
const job = (seconds: number): string => `${JSON.stringify({ ts: '2026-11-22T10:00:00Z', event: 'job_finished', job_id: 'j', run_id: `r${++runs}`, cpu_seconds: seconds })}\n`
/** A tick has no id of its own: read twice, it counts twice. */
const tick = (seconds: number, minute = 0): string => `${JSON.stringify({ event: 'tick', ts: `2026-11-22T10:${String(minute).padStart(2, '0')}:00Z`, cpu_seconds: seconds })}\n`

function reading() {
  const folder = freshFolder()
  const reader = new LogReader(noPrices, formats)
  return {
    folder,
    reader,
    file: (name: string) => join(folder, name),
    /** Reads what is new; resolves to the CPU seconds of all so far. */
    async read() {
      await reader.read([{ folder }])
      return reader.ledger.between(day, day + 86_400_000, '0').cpuSeconds
    },
  }
}

describe('what was read stays read', () => {
  it('and only what was added is read', async () => {
    const { file, read, reader } = reading()
    writeFileSync(file('a.log'), tick(1))
    expect(await read()).toBe(1)
    expect(await read()).toBe(1)
    appendFileSync(file('a.log'), tick(2, 1) + tick(3, 2))
    expect(await read()).toBe(6)
    expect(reader.ledger.rows).toBe(3)
  })

  it('after a rotation by rename', async () => {
    const { file, read } = reading()
    writeFileSync(file('a.log'), tick(1) + tick(2, 1))
    await read()
    appendFileSync(file('a.log'), tick(4, 2))
    renameSync(file('a.log'), file('a.log.1'))
    writeFileSync(file('a.log'), tick(8, 3))
    expect(await read()).toBe(15)
    renameSync(file('a.log.1'), file('a.log.2'))
    renameSync(file('a.log'), file('a.log.1'))
    expect(await read()).toBe(15)
  })

  it('after a rotation by copy and truncation', async () => {
    const { file, read } = reading()
    writeFileSync(file('a.log'), tick(1) + tick(2, 1))
    await read()
    copyFileSync(file('a.log'), file('a.log.1'))
    truncateSync(file('a.log'))
    appendFileSync(file('a.log'), tick(4, 2))
    expect(await read()).toBe(7)
  })

  it('under two names, and in two sources', async () => {
    const { file, read, folder, reader } = reading()
    writeFileSync(file('a.log'), tick(1))
    linkSync(file('a.log'), file('b.log'))
    symlinkSync(file('a.log'), file('c.jsonl'))
    expect(await read()).toBe(1)
    await reader.read([{ folder }, { folder, only: ['a.log'] }])
    expect(reader.ledger.rows).toBe(1)
    expect(reader.files).toBe(1)
  })

  it('by two callers at once', async () => {
    const { file, folder, reader } = reading()
    writeFileSync(file('a.log'), Array.from({ length: 1000 }, (_, i) => tick(1, i % 60)).join(''))
    await Promise.all([reader.read([{ folder }]), reader.read([{ folder }]), reader.read([{ folder }])])
    expect(reader.ledger.rows).toBe(1000)
  })
})

describe('a file begun anew', () => {
  it('shorter than before is read from its start', async () => {
    const { file, read } = reading()
    writeFileSync(file('a.log'), tick(1) + tick(2, 1) + tick(3, 2))
    await read()
    truncateSync(file('a.log'))
    appendFileSync(file('a.log'), tick(10, 30))
    expect(await read()).toBe(16)
  })

  it.each([['longer', 9], ['as long', 3]])('%s than before is read from its start too', async (_how, lines) => {
    const { file, read, reader } = reading()
    writeFileSync(file('a.log'), tick(1, 10) + tick(1, 11) + tick(1, 12))
    await read()
    writeFileSync(file('a.log'), Array.from({ length: lines }, (_, i) => tick(1, 20 + i)).join(''))
    expect(await read()).toBe(3 + lines)
    expect(reader.badLines).toBe(0)
  })

  it('that was deleted and made again counts', async () => {
    const { file, read } = reading()
    writeFileSync(file('a.log'), tick(1))
    await read()
    rmSync(file('a.log'))
    expect(await read()).toBe(1)
    writeFileSync(file('a.log'), tick(2, 5) + tick(3, 6))
    expect(await read()).toBe(6)
  })
})

describe('lines', () => {
  it('torn at the end wait for their rest, even in the middle of a character', async () => {
    const { file, read, reader } = reading()
    const line = Buffer.from(JSON.stringify({ ts: '2026-11-22T10:00:00Z', event: 'job_finished', job_id: 'Größe ✅', run_id: 'x', cpu_seconds: 5 }) + '\n')
    const cut = line.indexOf(Buffer.from('✅')) + 1
    writeFileSync(file('a.log'), Buffer.concat([Buffer.from(tick(1)), line.subarray(0, cut)]))
    expect(await read()).toBe(1)
    appendFileSync(file('a.log'), line.subarray(cut))
    expect(await read()).toBe(6)
    expect(reader.badLines).toBe(0)
  })

  it('with CRLF, a BOM and blank lines are as good as any', async () => {
    const { file, read, reader } = reading()
    writeFileSync(file('a.log'), `\uFEFF${tick(1).replace('\n', '\r\n')}\r\n\n  \n${tick(2, 1).replace('\n', '\r\n')}`)
    expect(await read()).toBe(3)
    expect(reader.badLines).toBe(0)
  })

  it('that aren’t JSON are counted, and cost nobody else a line', async () => {
    const { file, read, reader } = reading()
    writeFileSync(file('a.log'), `${tick(1)}{"ts": "2026-11-2\nnot json at all\n${tick(2, 1)}\u0000\u0000\u0000\n${tick(4, 2)}`)
    expect(await read()).toBe(7)
    expect(reader.badLines).toBe(3)
  })

  it('of other programs are left alone', async () => {
    const { file, read, reader } = reading()
    writeFileSync(file('a.log'), `{"level":30,"msg":"listening"}\n[1,2]\n"text"\nnull\n${tick(1)}`)
    expect(await read()).toBe(1)
    expect(reader.badLines).toBe(0)
  })

  it('far too long are skipped and counted, in one piece or in many', async () => {
    const { file, read, reader } = reading()
    const long = 'x'.repeat(5 * 1024 * 1024)
    writeFileSync(file('a.log'), `${tick(1)}${long}\n${tick(2, 1)}`)
    expect(await read()).toBe(3)
    expect(reader.badLines).toBe(1)
    appendFileSync(file('a.log'), long)
    await read()
    appendFileSync(file('a.log'), `${long}\n${tick(4, 2)}`)
    expect(await read()).toBe(7)
    expect(reader.badLines).toBe(2)
  })
})

describe('a folder', () => {
  it('that isn’t there, a folder named like a log, and other files are no trouble', async () => {
    const { file, read, reader, folder } = reading()
    mkdirSync(file('sub.log'))
    writeFileSync(file('notes.txt'), tick(1))
    writeFileSync(file('a.ndjson'), tick(2))
    symlinkSync(file('gone'), file('dangling.log'))
    expect(await read()).toBe(2)
    await reader.read([{ folder: join(folder, 'nowhere') }])
    expect(reader.files).toBe(0)
  })

  it('chosen in place of another is another ledger', async () => {
    const folders = [freshFolder(), freshFolder()]
    writeFileSync(join(folders[0]!, 'a.log'), job(3600))
    writeFileSync(join(folders[1]!, 'a.log'), job(7200) + 'bad\n')
    let chosen = 0
    const costs = new CostSource(noPrices, formats, () => [{ folder: folders[chosen]! }])
    const hours = async () => {
      await costs.refresh()
      return costs.between({ from: day, to: day + 1 }, settingsWith()).cpuSeconds / 3600
    }
    expect(await hours()).toBe(1)
    chosen = 1
    expect([await hours(), costs.badLines]).toEqual([2, 1])
    chosen = 0
    expect([await hours(), costs.badLines]).toEqual([1, 0])
  })
})
