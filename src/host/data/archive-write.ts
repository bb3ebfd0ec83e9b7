import { createWriteStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { blockBytes, largestBytes, paddingAfter, tarHeader } from './tar-header'
import { Stopped, type Meter } from './meter'
import { fault } from '../../shared/faults'

/** A file that is open: so many of its first bytes are taken, whatever is written to it meanwhile. */
export interface OpenEntry {
  name: string
  bytes: number
  file: FileHandle
}

/** Logs and figures shrink to a fifth; more effort would take thrice as long for a tenth of that. */
const effort = 4
const chunkBytes = 256 * 1024

/** Writes a gzipped tar file that is new; a text goes first. Rejects with `Stopped` when cancelled. */
export async function writeArchive(path: string, first: { name: string; text: string }, entries: readonly OpenEntry[], atMs: number, meter: Meter): Promise<void> {
  async function* content(): AsyncGenerator<Buffer> {
    const text = Buffer.from(first.text)
    yield* framed({ name: first.name, bytes: text.length }, atMs, [text])
    for (const entry of entries) yield* framed(entry, atMs, chunksOf(entry, meter, 'Writing'))
    yield Buffer.alloc(2 * blockBytes)
  }
  await pipeline(content, createGzip({ level: effort }), createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
}

async function* framed(header: { name: string; bytes: number }, atMs: number, chunks: Iterable<Buffer> | AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (header.bytes > largestBytes) throw new Stopped(fault('storage_failed', `${header.name} is larger than a backup can hold (8 GiB).`, 'Free some space in Settings › Data first.'))
  yield tarHeader(header, atMs)
  yield* chunks
  yield Buffer.alloc(paddingAfter(header.bytes))
}

/** The first bytes of an open file, as many as it is entered with. */
export async function* chunksOf({ name, bytes, file }: OpenEntry, meter: Meter, doing: string): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes; ) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(Math.min(chunkBytes, bytes - at)), 0, undefined, at)
    if (bytesRead === 0) throw new Stopped(fault('storage_failed', `${name} became shorter while it was read.`, 'Try again.'))
    at += bytesRead
    meter.add(bytesRead, `${doing} ${name}`)
    yield buffer.subarray(0, bytesRead)
  }
}
