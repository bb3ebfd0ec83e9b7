import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { headBytes, tailBytes, type Look } from '../../core/costs/positions'

/** Looks at a file through one opening of it, so that all that is seen belongs to the same file. Throws what the file system throws. */
export function withLook<T>(path: string, see: (look: Look) => T): T {
  const file = openSync(path, 'r')
  try {
    const { dev, ino, size, mtimeMs } = fstatSync(file)
    const tailAt = (offset: number): string => createHash('sha256').update(bytesAt(file, Math.max(0, offset - tailBytes), Math.min(offset, tailBytes))).digest('base64')
    return see({ identity: `${dev}:${ino}`, size, mtimeMs, head: bytesAt(file, 0, headBytes).toString('latin1'), tailAt })
  } finally {
    closeSync(file)
  }
}

function bytesAt(file: number, from: number, count: number): Buffer {
  const buffer = Buffer.alloc(count)
  return buffer.subarray(0, readSync(file, buffer, 0, count, from))
}

const sayings: Record<string, string> = {
  ENOENT: 'It is gone.',
  EACCES: 'The console may not read it.',
  EPERM: 'The console may not read it.',
  EISDIR: 'It is a folder.',
  EMFILE: 'Too many files are open; it is tried again.',
}

/** Why a file couldn't be read, for people. */
export const problemOf = ({ code = '' }: { code?: string | undefined }): string => sayings[code] ?? `It can’t be read (${code || 'no reason given'}).`
