import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Part, Piece, ReadPiece } from '../../../src/host/costs/reading/pieces'
import { readAll, readPiece, type ReadAllOptions } from '../../../src/host/costs/reading/read'
import { readPart } from '../../../src/host/costs/reading/read-piece'
import { ensureBuilt } from '../agent/built'
import { root } from '../child'

const folder = mkdtempSync(join(tmpdir(), 'costs-reading-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const pieceOf = (path: string, over: Partial<Piece> = {}): Piece => ({ path, from: 0, to: null, firstLine: 1, context: {}, ...over })
const call = (id: number) => `{"sessionId":"s","type":"assistant","timestamp":"2026-11-23T08:00:00Z","message":{"id":"msg_${id}","model":"claude-opus-4-5","usage":{"input_tokens":${id},"output_tokens":2}}}`

/** A session of Codex: its calls have the model that an earlier line told. */
const codex = (calls: number, filler: string) =>
  [
    '{"type":"session_meta","payload":{"id":"root","model_provider":"openai"}}',
    '{"type":"turn_context","payload":{"model":"gpt-5-codex"}}',
    ...Array.from({ length: calls }, (_, index) => `{"timestamp":"2026-11-23T08:00:00Z","type":"event_msg","payload":{"type":"token_count","filler":"${filler}","info":{"total_token_usage":{"input_tokens":${index + 1},"output_tokens":${index + 1}}}}}`),
    '',
  ].join('\n')

/** All that batches say, by file and place; however they were cut. */
const told = (reads: readonly ReadPiece[]) =>
  reads.flatMap(({ path, batch: { calls, series, others, bad } }) => [
    ...Array.from({ length: calls.count }, (_, at) => ({ path, line: calls.line[at], id: calls.idLow[at], series: series[calls.series[at]!], tokens: [...calls.tokens.subarray(at * 10, at * 10 + 10)] })),
    ...others.map(({ line, record }) => ({ path, line, record })),
    ...bad.map(({ line, why }) => ({ path, line, why })),
  ])

/** The same without the lines, which parts alone don't know. */
const unplaced = (reads: readonly ReadPiece[]) => told(reads).map((entry) => JSON.stringify({ ...entry, line: 0 })).toSorted()

async function readingAll(pieces: readonly Piece[], options: ReadAllOptions = {}) {
  const reads: ReadPiece[] = []
  const failed: { path: string; code: string | undefined }[] = []
  await readAll(pieces, (read) => void reads.push(read), ({ path }, { code }) => failed.push({ path, code }), options)
  return { reads, failed }
}

describe('a piece of a file', () => {
  it('is read from where it begins, and not beyond its end', () => {
    const lines = [1, 2, 3, 4].map((id) => `${call(id)}\n`)
    const path = file('piece.jsonl', lines.join(''))
    const from = lines[0]!.length
    const [read, ...more] = readPiece(pieceOf(path, { from, to: from + lines[1]!.length + lines[2]!.length + 5, firstLine: 2 }))
    expect(more).toEqual([])
    expect(read).toMatchObject({ from, firstLine: 2, last: true, torn: 5, whole: false, batch: { lines: 2, calls: { line: Uint32Array.of(2, 3) } } })
  })

  it('leaves a line without an end, unless it is told that none will come', () => {
    const path = file('torn.jsonl', `${call(1)}\n${call(2)}`)
    expect([...readPiece(pieceOf(path))]).toMatchObject([{ torn: call(2).length, batch: { calls: { count: 1 } } }])
    expect([...readPiece(pieceOf(path), { takeTorn: true })]).toMatchObject([{ torn: 0, batch: { calls: { count: 2 } } }])
  })

  it('goes on where the last one ended, with what it said', () => {
    const text = codex(3, '')
    const cut = text.lastIndexOf('{"timestamp"')
    const path = file('codex.jsonl', text.slice(0, cut + 9))
    const [first] = [...readPiece(pieceOf(path))] as [ReadPiece]
    appendFileSync(path, text.slice(cut + 9))
    const { from, batch, context } = first
    const [second] = [...readPiece(pieceOf(path, { from: from + batch.bytes, firstLine: 1 + batch.lines, context }))] as [ReadPiece]
    expect(told([second])).toMatchObject([{ line: 5, series: { model: 'gpt-5-codex' } }])
  })

  it('is one JSON document, when the file is', () => {
    const path = file('rows.json', `[\n${[1, 2].map(call).join(',\n')}\n]`)
    expect([...readPiece(pieceOf(path))]).toMatchObject([{ whole: true, last: true, torn: 0, batch: { lines: 4, calls: { count: 2, line: Uint32Array.of(2, 3) } } }])
    expect([...readPiece(pieceOf(file('object.json', JSON.stringify(JSON.parse(call(1)), null, 2))))]).toMatchObject([{ whole: true, batch: { calls: { count: 1 } } }])
  })

  it('is lines, when it only begins like a document', () => {
    const path = file('lines.log', `[{"a":\n${call(1)}\n`)
    expect([...readPiece(pieceOf(path))]).toMatchObject([{ whole: false, batch: { calls: { count: 1 }, bad: [{ line: 1, why: 'not-json' }] } }])
  })
})

describe('parts of a file', () => {
  it('have each line once, wherever they are cut', () => {
    const text = `${call(1)}\n\n${call(22)}\r\nnot json\n{"event":"tick","ts":5}\n${call(333)}\n`
    const path = file('parts.jsonl', text)
    const whole = unplaced([...readPiece(pieceOf(path))])
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: text.length - 1 }), { maxLength: 8 }), (cuts) => {
        const begins = [0, ...cuts.toSorted((a, b) => a - b)]
        const parts = begins.map((from, index): Part => ({ ...pieceOf(path), from, until: begins[index + 1] ?? null, midLine: from > 0 }))
        const reads = parts.flatMap((part) => [...readPart(part, {})])
        expect(unplaced(reads)).toEqual(whole)
        expect(reads.reduce((sum, { batch }) => sum + batch.bytes, 0)).toBe(text.length)
      }),
      { numRuns: 300 },
    )
  })
})

describe('all pieces', () => {
  it('are read though one can’t be', async () => {
    const { reads, failed } = await readingAll([pieceOf(file('one.jsonl', `${call(1)}\n`)), pieceOf(join(folder, 'none.jsonl')), pieceOf(folder), pieceOf(file('two.jsonl', `${call(2)}\n`))])
    expect(reads.map(({ batch }) => batch.calls.count)).toEqual([1, 1])
    expect(failed.map(({ code }) => code)).toEqual(['ENOENT', 'EISDIR'])
  })

  describe('by several threads', () => {
    beforeAll(ensureBuilt, 120_000)
    const threads = { threads: 2, worker: join(root, 'out/main/cost-reader.js') }

    it('say what they say by one', async () => {
      const filler = 'y'.repeat(3000)
      const paths = [
        // Of both kinds: one that can be cut, and ones whose lines need those before them, known at once or only later on.
        file('cut.jsonl', Array.from({ length: 100_000 }, (_, id) => `${id % 9 === 0 ? '{"torn":' : call(id)}\n`).join('')),
        file('in-order.jsonl', codex(6000, filler)),
        file('late.jsonl', `${`${call(7)}\n`.repeat(20_000)}${codex(6000, filler)}`),
        ...[1, 2, 3].map((id) => file(`small-${id}.jsonl`, `${call(id)}\n${call(id)}`)),
        join(folder, 'none.jsonl'),
      ]
      const pieces = paths.map((path) => pieceOf(path))
      const [alone, together] = [await readingAll(pieces), await readingAll(pieces, threads)]
      expect(together.failed).toEqual(alone.failed)
      expect(together.reads.map(({ path, last }) => last && path).filter(Boolean)).toEqual(paths.slice(0, -1))
      expect(together.reads.map(({ torn }) => torn).filter((torn) => torn > 0)).toEqual([1, 2, 3].map((id) => call(id).length))
      const [expected, said] = [told(alone.reads), told(together.reads)]
      const withoutBad = (entries: typeof said) => entries.filter((entry) => !('why' in entry))
      expect(withoutBad(said)).toEqual(withoutBad(expected))
      const badOf = (reads: readonly ReadPiece[]) => reads.reduce((sum, { batch }) => sum + batch.badCount, 0)
      expect(badOf(together.reads)).toBe(badOf(alone.reads))
    }, 60_000)

    it('end when nobody wants more', async () => {
      const pieces = [1, 2, 3].map((id) => pieceOf(file(`end-${id}.jsonl`, `${call(id)}\n`)))
      await expect(readAll(pieces, () => Promise.reject(new Error('enough')), () => {}, threads)).rejects.toThrow('enough')
    })
  })
})
