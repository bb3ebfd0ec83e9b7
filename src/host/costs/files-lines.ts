import { closeSync, openSync, readSync } from 'node:fs'

const chunkBytes = 1024 * 1024
const newline = 10

/** The texts of some lines of a stretch of a file, by their numbers. What can’t be read has none. */
export function linesAt({ path, from, firstLine }: { path: string; from: number; firstLine: number }, wanted: ReadonlySet<number>): Map<number, string> {
  const found = new Map<number, string>()
  let [line, torn] = [firstLine, Buffer.alloc(0)]
  const last = Math.max(...wanted)
  for (const chunk of chunksOf(path, from)) {
    let begin = 0
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, begin)) {
      if (wanted.has(line)) found.set(line, Buffer.concat([torn, chunk.subarray(begin, end)]).toString('utf8').trim().replace(/^\uFEFF/, ''))
      torn = Buffer.alloc(0)
      begin = end + 1
      line++
    }
    if (line > last) return found
    if (wanted.has(line)) torn = Buffer.concat([torn, chunk.subarray(begin)])
  }
  if (torn.length > 0) found.set(line, torn.toString('utf8').trim())
  return found
}

function* chunksOf(path: string, from: number): Generator<Buffer> {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return
  }
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes)
    for (let at = from; ; ) {
      const count = readSync(file, buffer, 0, chunkBytes, at)
      if (count === 0) return
      yield buffer.subarray(0, count)
      at += count
    }
  } finally {
    closeSync(file)
  }
}
