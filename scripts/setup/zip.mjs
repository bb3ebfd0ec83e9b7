// Reads zip files without help: a bare machine has no unzip.
import fs from 'node:fs'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'

// PKWARE's APPNOTE.TXT: 4.3.16 end of central directory, 4.3.14/15 its zip64 kin, 4.3.12 central header, 4.3.7 local header.
const END = 0x06054b50
const END64_LOCATOR = 0x07064b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const ZIP64_FIELD = 0x0001
const UNKNOWN32 = 0xffffffff
const UNKNOWN16 = 0xffff
const STORED = 0
const DEFLATED = 8
const UNIX = 3

/**
 * @typedef {object} ZipEntry
 * @property {string} name with forward slashes; a folder's ends with one
 * @property {number} method
 * @property {number} crc
 * @property {number} packedBytes
 * @property {number} bytes
 * @property {number} offset of the local header
 * @property {number} mode permission bits, 0 if the zip has none
 * @property {boolean} isLink
 */

/** @param {string} file @returns {Promise<ZipEntry[]>} */
export async function listZip(file) {
  const handle = await fs.promises.open(file)
  try {
    const { size } = await handle.stat()
    const { offset, bytes } = await findDirectory(handle, size)
    return parseDirectory(await readAt(handle, offset, bytes))
  } finally {
    await handle.close()
  }
}

/**
 * @param {string} file
 * @param {string} folder
 * @param {{ rename?: (name: string) => string | undefined, onBytes?: (done: number, all: number) => void }} [options]
 *   rename: the name to write under; undefined leaves the entry out
 */
export async function extractZip(file, folder, options = {}) {
  const rename = options.rename ?? ((name) => name)
  const chosen = (await listZip(file)).flatMap((entry) => {
    const name = rename(entry.name)
    return name ? [{ entry, target: inside(folder, name) }] : []
  })
  const all = chosen.reduce((sum, each) => sum + each.entry.bytes, 0)
  let done = 0
  const count = (/** @type {number} */ bytes) => options.onBytes?.((done += bytes), all)
  for (const { entry, target } of chosen.filter((each) => !each.entry.isLink)) await extractOne(file, entry, target, count)
  // Links last, so that nothing is ever written through one.
  for (const { entry, target } of chosen.filter((each) => each.entry.isLink)) await extractLink(file, entry, target, folder)
}

/** @param {string} folder @param {string} name */
function inside(folder, name) {
  const target = path.resolve(folder, name)
  if (target !== path.resolve(folder) && !target.startsWith(path.resolve(folder) + path.sep)) {
    throw new Error(`the zip names a file outside its folder: ${name}`)
  }
  return target
}

/** @param {string} file @param {ZipEntry} entry @param {string} target @param {(bytes: number) => void} count */
async function extractOne(file, entry, target, count) {
  if (entry.name.endsWith('/')) return void fs.mkdirSync(target, { recursive: true })
  fs.mkdirSync(path.dirname(target), { recursive: true })
  await pipeline(await contents(file, entry, count), fs.createWriteStream(target, { mode: entry.mode || 0o644 }))
}

/** @param {string} file @param {ZipEntry} entry @param {string} target @param {string} folder */
async function extractLink(file, entry, target, folder) {
  let text = ''
  for await (const chunk of await contents(file, entry)) text += chunk
  inside(folder, path.relative(folder, path.resolve(path.dirname(target), text)))
  fs.mkdirSync(path.dirname(target), { recursive: true })
  fs.symlinkSync(text, target)
}

/** @param {string} file @param {ZipEntry} entry @param {(bytes: number) => void} [count] @returns {Promise<import('node:stream').Readable>} */
async function contents(file, entry, count = () => {}) {
  const handle = await fs.promises.open(file)
  try {
    const header = await readAt(handle, entry.offset, 30)
    if (header.readUInt32LE(0) !== LOCAL) throw new Error(`the zip is damaged at ${entry.name}`)
    const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
    const packed = entry.packedBytes === 0 ? emptyStream() : fs.createReadStream(file, { start, end: start + entry.packedBytes - 1 })
    const check = checked(entry, count)
    // pipeline hands an error of any part on to the last one, where our reader sees it
    const parts = entry.method === STORED ? [packed, check] : [packed, zlib.createInflateRaw(), check]
    if (entry.method !== STORED && entry.method !== DEFLATED) throw new Error(`${entry.name} is packed in a way we can't read (${entry.method})`)
    pipeline(parts).catch(() => {})
    return check
  } finally {
    await handle.close()
  }
}

function emptyStream() {
  const stream = new Transform()
  stream.end()
  return stream
}

/** @param {ZipEntry} entry @param {(bytes: number) => void} count */
function checked(entry, count) {
  let crc = 0
  let bytes = 0
  return new Transform({
    transform(chunk, _encoding, next) {
      crc = crc32(chunk, crc)
      bytes += chunk.length
      count(chunk.length)
      next(null, chunk)
    },
    flush(next) {
      next(crc === entry.crc && bytes === entry.bytes ? null : new Error(`the zip is damaged at ${entry.name}`))
    },
  })
}

/** @param {fs.promises.FileHandle} handle @param {number} offset @param {number} bytes */
async function readAt(handle, offset, bytes) {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, offset)
  if (bytesRead < bytes) throw new Error('the zip is cut short')
  return buffer
}

/** @param {fs.promises.FileHandle} handle @param {number} size */
async function findDirectory(handle, size) {
  const window = Math.min(size, 22 + 65_535)
  const tail = await readAt(handle, size - window, window)
  for (let at = window - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END) continue
    const bytes = tail.readUInt32LE(at + 12)
    const offset = tail.readUInt32LE(at + 16)
    const isZip64 = bytes === UNKNOWN32 || offset === UNKNOWN32 || tail.readUInt16LE(at + 10) === UNKNOWN16
    return isZip64 ? findDirectory64(handle, tail, at) : { offset, bytes }
  }
  throw new Error('this is no zip file')
}

/** @param {fs.promises.FileHandle} handle @param {Buffer} tail @param {number} at */
async function findDirectory64(handle, tail, at) {
  if (at < 20 || tail.readUInt32LE(at - 20) !== END64_LOCATOR) throw new Error('the zip is damaged at its end')
  const end = await readAt(handle, Number(tail.readBigUInt64LE(at - 12)), 56)
  return { bytes: Number(end.readBigUInt64LE(40)), offset: Number(end.readBigUInt64LE(48)) }
}

/** @param {Buffer} directory @returns {ZipEntry[]} */
function parseDirectory(directory) {
  const entries = []
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === CENTRAL; ) {
    const nameBytes = directory.readUInt16LE(at + 28)
    const extraBytes = directory.readUInt16LE(at + 30)
    entries.push(parseEntry(directory.subarray(at, at + 46 + nameBytes + extraBytes), nameBytes))
    at += 46 + nameBytes + extraBytes + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** @param {Buffer} header @param {number} nameBytes @returns {ZipEntry} */
function parseEntry(header, nameBytes) {
  const unixMode = header.readUInt8(5) === UNIX ? header.readUInt32LE(38) >>> 16 : 0
  const sizes = { bytes: header.readUInt32LE(24), packedBytes: header.readUInt32LE(20), offset: header.readUInt32LE(42) }
  return {
    name: header.toString('utf8', 46, 46 + nameBytes).replaceAll('\\', '/'),
    method: header.readUInt16LE(10),
    crc: header.readUInt32LE(16),
    ...withZip64(sizes, header.subarray(46 + nameBytes)),
    mode: unixMode & 0o777,
    isLink: (unixMode & 0o170000) === 0o120000,
  }
}

/**
 * APPNOTE 4.5.3: the extra field holds, in this order, only those that did not fit.
 * @param {{ bytes: number, packedBytes: number, offset: number }} sizes
 * @param {Buffer} extra
 */
function withZip64(sizes, extra) {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64_FIELD) continue
    let next = at + 4
    for (const key of /** @type {const} */ (['bytes', 'packedBytes', 'offset'])) {
      if (sizes[key] !== UNKNOWN32) continue
      sizes[key] = Number(extra.readBigUInt64LE(next))
      next += 8
    }
  }
  return sizes
}

/** @type {Uint32Array | undefined} */
let crcTable

/** Node has its own since 20.15. @type {(data: Buffer, value?: number) => number} */
export const crc32 = /** @type {any} */ (zlib).crc32 ?? crc32InScript

/** @param {Buffer} data @param {number} [value] */
export function crc32InScript(data, value = 0) {
  const table = (crcTable ??= makeCrcTable())
  let crc = ~value
  for (const byte of data) crc = Number(table[(crc ^ byte) & 0xff]) ^ (crc >>> 8)
  return ~crc >>> 0
}

function makeCrcTable() {
  return Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
    return n
  })
}
