// Takes named files out of an npm package's .tgz as it streams by.
import fs from 'node:fs'
import path from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'

const BLOCK = 512

/**
 * @param {string} tgz
 * @param {Record<string, string>} wanted name in the package (e.g. "package/bin/node") → file to write
 */
export async function extractFromTgz(tgz, wanted) {
  const missing = new Set(Object.keys(wanted))
  await pipeline(fs.createReadStream(tgz), zlib.createGunzip(), new TarPicker(wanted, missing))
  if (missing.size > 0) throw new Error(`${path.basename(tgz)} has no ${[...missing].join(', ')}`)
}

/** Headers and their padding are small and gathered; contents go straight to disk. */
class TarPicker extends Writable {
  /** @param {Record<string, string>} wanted @param {Set<string>} missing */
  constructor(wanted, missing) {
    super()
    this.wanted = wanted
    this.missing = missing
    this.header = Buffer.alloc(0)
    /** bytes of the present file, and of the padding behind it, still to come */
    this.left = 0
    this.padding = 0
    /** @type {number | undefined} */
    this.descriptor = undefined
  }

  /** @param {Buffer} chunk @param {string} _encoding @param {(error?: Error) => void} done */
  _write(chunk, _encoding, done) {
    try {
      for (let at = 0; at < chunk.length; ) at += this.take(chunk.subarray(at))
      done()
    } catch (error) {
      done(error)
    }
  }

  /** @param {Buffer} data @returns {number} how much of it was used */
  take(data) {
    if (this.left > 0) {
      const part = data.subarray(0, this.left)
      if (this.descriptor !== undefined) fs.writeSync(this.descriptor, part)
      this.left -= part.length
      if (this.left === 0) this.closeFile()
      return part.length
    }
    if (this.padding > 0) {
      const skipped = Math.min(this.padding, data.length)
      this.padding -= skipped
      return skipped
    }
    const part = data.subarray(0, BLOCK - this.header.length)
    this.header = Buffer.concat([this.header, part])
    if (this.header.length === BLOCK) this.open()
    return part.length
  }

  open() {
    const header = this.header
    this.header = Buffer.alloc(0)
    const name = text(header, 0, 100)
    if (!name) return // the empty blocks at the end
    const prefix = text(header, 345, 155)
    this.left = parseInt(text(header, 124, 12).trim() || '0', 8)
    this.padding = (BLOCK - (this.left % BLOCK)) % BLOCK
    const target = this.wanted[prefix ? `${prefix}/${name}` : name]
    if (!target) return
    this.missing.delete(prefix ? `${prefix}/${name}` : name)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    this.descriptor = fs.openSync(target, 'w', parseInt(text(header, 100, 8).trim(), 8) & 0o777)
    if (this.left === 0) this.closeFile()
  }

  closeFile() {
    if (this.descriptor !== undefined) fs.closeSync(this.descriptor)
    this.descriptor = undefined
  }

  /** @param {Error | null} error @param {(error: Error | null) => void} done */
  _destroy(error, done) {
    this.closeFile()
    done(error)
  }
}

/** @param {Buffer} header @param {number} at @param {number} bytes */
function text(header, at, bytes) {
  const field = header.subarray(at, at + bytes)
  const end = field.indexOf(0)
  return field.toString('utf8', 0, end < 0 ? bytes : end)
}
