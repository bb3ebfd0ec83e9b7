import { createReadStream, statSync } from 'node:fs'
import { createGunzip, type Gunzip } from 'node:zlib'
import { printable, unusable } from '../../core/data/manifest'
import { Stopped } from './meter'
import { blockBytes, paddingAfter, readTarHeader, type TarHeader } from './tar-header'

export interface ReadEntry extends TarHeader {
  /** To be read to their end before the next entry. */
  chunks(): AsyncGenerator<Buffer>
}

const refuse = (message: string): Stopped => new Stopped(unusable(message))

const isZero = (block: Buffer): boolean => block.every((byte) => byte === 0)

/**
 * Entries of a gzipped tar file in their order, never more of it in memory than a chunk. Throws `Stopped` at the first thing that
 * isn’t as `writeArchive` writes it. Nothing is believed of sizes: whoever asks decides before reading on.
 */
export async function* readArchive(path: string): AsyncGenerator<ReadEntry> {
  const gunzip = createGunzip()
  const file = createReadStream(path)
  file.on('error', (error) => gunzip.destroy(error))
  const bytes = new ByteQueue(file.pipe(gunzip))
  try {
    for (let block = await bytes.take(blockBytes); !isZero(block); block = await bytes.take(blockBytes)) {
      const header = readTarHeader(block)
      if (!header) throw refuse('The file isn’t a backup of this console, or it is damaged.')
      yield { ...header, chunks: () => bytes.upTo(header.bytes) }
      if (!isZero(await bytes.take(paddingAfter(header.bytes)))) throw refuse(`There is something behind “${printable(header.name)}” that doesn’t belong there.`)
    }
    await expectEnd(bytes, gunzip, path)
  } finally {
    file.destroy()
    gunzip.destroy()
  }
}

async function expectEnd(bytes: ByteQueue, gunzip: Gunzip, path: string): Promise<void> {
  if (!isZero(await bytes.take(blockBytes)) || !(await bytes.isAtEnd())) throw refuse('There is something behind the end of the backup.')
  if (gunzip.bytesWritten !== statSync(path).size) throw refuse('There is something behind the end of the backup.')
}

/** zlib’s own words are no help to anybody. */
function inWords(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'Z_BUF_ERROR') return refuse('The backup ends too early: it was cut off.')
  return code?.startsWith('Z_') ? refuse('The file isn’t a backup of this console, or it is damaged: its check sums don’t fit.') : error
}

/** A stream, taken in pieces of one’s own. */
class ByteQueue {
  private readonly source: AsyncIterator<Buffer>
  private rest: Buffer = Buffer.alloc(0)

  constructor(stream: AsyncIterable<Buffer>) {
    this.source = stream[Symbol.asyncIterator]()
  }

  /** Exactly so many, a few blocks at most. */
  async take(count: number): Promise<Buffer> {
    while (this.rest.length < count) {
      const next = await this.next()
      if (!next) throw refuse('The backup ends too early: it was cut off.')
      this.rest = Buffer.concat([this.rest, next])
    }
    const taken = this.rest.subarray(0, count)
    this.rest = this.rest.subarray(count)
    return taken
  }

  /** So many, as they come. */
  async *upTo(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0; ) {
      const chunk = await this.take(Math.min(left, Math.max(1, this.rest.length)))
      left -= chunk.length
      yield chunk
    }
  }

  async isAtEnd(): Promise<boolean> {
    return this.rest.length === 0 && (await this.next()) === null
  }

  private async next(): Promise<Buffer | null> {
    try {
      const { value, done } = await this.source.next()
      return done ? null : (value as Buffer)
    } catch (error) {
      throw inWords(error)
    }
  }
}
