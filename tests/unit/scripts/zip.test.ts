import { mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { crc32 as nodeCrc32, deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { crc32InScript, extractZip, listZip } from '../../../scripts/setup/zip.mjs'

interface Entry {
  name: string
  content: string
  mode?: number
  stored?: boolean
  zip64?: boolean
  crc?: number
}

let folder: string
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'zip-test-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The smallest true writer of the format, zip64 included. */
function zipOf(entries: Entry[]): string {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  const add = (...buffers: Buffer[]) => {
    parts.push(...buffers)
    for (const each of buffers) offset += each.length
  }
  for (const entry of entries) {
    const content = Buffer.from(entry.content)
    const packed = entry.stored ? content : deflateRawSync(content)
    const name = Buffer.from(entry.name)
    const crc = entry.crc ?? crc32InScript(content)
    const at = offset
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    add(local, name, packed)
    directory.push(centralHeader(entry, name, { crc, bytes: content.length, packed: packed.length, at }))
  }
  const start = offset
  add(...directory)
  add(endOf(start, offset - start))
  const file = path.join(folder, 'test.zip')
  writeFileSync(file, Buffer.concat(parts))
  return file
}

function centralHeader(entry: Entry, name: Buffer, sizes: { crc: number; bytes: number; packed: number; at: number }): Buffer {
  const extra = Buffer.alloc(entry.zip64 ? 28 : 0)
  if (entry.zip64) {
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(24, 2)
    for (const [index, value] of [sizes.bytes, sizes.packed, sizes.at].entries()) extra.writeBigUInt64LE(BigInt(value), 4 + index * 8)
  }
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt8(3, 5)
  header.writeUInt16LE(entry.stored ? 0 : 8, 10)
  header.writeUInt32LE(sizes.crc, 16)
  header.writeUInt32LE(entry.zip64 ? 0xffffffff : sizes.packed, 20)
  header.writeUInt32LE(entry.zip64 ? 0xffffffff : sizes.bytes, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt16LE(extra.length, 30)
  header.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38)
  header.writeUInt32LE(entry.zip64 ? 0xffffffff : sizes.at, 42)
  return Buffer.concat([header, name, extra])
}

function endOf(start: number, bytes: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(bytes, 12)
  end.writeUInt32LE(start, 16)
  return end
}

const read = (name: string) => readFileSync(path.join(folder, 'out', name), 'utf8')

describe('a zip', () => {
  test.each([
    ['packed', {}],
    ['stored', { stored: true }],
    ['with 64-bit sizes', { zip64: true }],
    ['empty', { content: '', stored: true }],
  ])('%s comes out as it went in', async (_kind, how) => {
    const entry = { name: 'a/b.txt', content: 'hello '.repeat(1000), ...how }
    await extractZip(zipOf([{ name: 'first', content: 'x' }, entry]), path.join(folder, 'out'))
    expect(read('a/b.txt')).toBe(entry.content)
  })

  test('keeps who may run what', async () => {
    await extractZip(zipOf([{ name: 'run', content: '#!', mode: 0o100755 }]), path.join(folder, 'out'))
    expect(statSync(path.join(folder, 'out/run')).mode & 0o111).not.toBe(0)
  })

  test('brings links, as macOS apps have them', async () => {
    const link = { name: 'a/current', content: 'b.txt', mode: 0o120755 }
    await extractZip(zipOf([link, { name: 'a/b.txt', content: 'hi' }]), path.join(folder, 'out'))
    expect(readlinkSync(path.join(folder, 'out/a/current'))).toBe('b.txt')
    expect(read('a/current')).toBe('hi')
  })

  test('is renamed and left out by name, and counted in bytes', async () => {
    const seen: number[] = []
    const zip = zipOf([
      { name: 'x/keep', content: 'four' },
      { name: 'x/drop', content: 'gone' },
    ])
    await extractZip(zip, path.join(folder, 'out'), {
      rename: (name: string) => (name === 'x/keep' ? 'kept' : undefined),
      onBytes: (done: number, all: number) => void seen.push(done / all),
    })
    expect(read('kept')).toBe('four')
    expect(() => read('drop')).toThrow(/ENOENT/)
    expect(seen.at(-1)).toBe(1)
  })

  test.each([
    ['../outside', 'a file'],
    ['/outside', 'a file'],
  ])('never writes outside its folder: %s', async (name) => {
    await expect(extractZip(zipOf([{ name, content: 'x' }]), path.join(folder, 'out'))).rejects.toThrow(/outside/)
  })

  test('nor links there', async () => {
    const link = { name: 'a', content: '../../etc', mode: 0o120755 }
    await expect(extractZip(zipOf([link]), path.join(folder, 'out'))).rejects.toThrow(/outside/)
  })

  test('that is damaged is refused', async () => {
    await expect(extractZip(zipOf([{ name: 'a', content: 'x', crc: 1 }]), path.join(folder, 'out'))).rejects.toThrow(/damaged at a/)
    writeFileSync(path.join(folder, 'no.zip'), 'this is text, and long enough to be looked at')
    await expect(listZip(path.join(folder, 'no.zip'))).rejects.toThrow(/no zip/)
  })
})

test('the checksum is the standard one', () => {
  expect(crc32InScript(Buffer.from('123456789'))).toBe(0xcbf43926) // the check value of CRC-32/ISO-HDLC
  if (nodeCrc32) expect(crc32InScript(Buffer.from('any text'))).toBe(nodeCrc32('any text'))
})
