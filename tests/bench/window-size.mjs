// What the built window weighs, gzipped as nothing on a disk is: for comparing one build with another and with its budget.
import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

/** Of everything the window can load. */
export const BUDGET_BYTES = 600_000

/** @param {string} file */
const weight = (file) => gzipSync(fs.readFileSync(file), { level: 9 }).length

/**
 * @param {string} folder the built window
 * @returns {{ all: number, first: number, files: { name: string, bytes: number }[] }} gzipped bytes: of everything, of what the
 *   first page needs, and of each file, the heaviest first
 */
export function windowSize(folder) {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => fs.statSync(path.join(folder, name)).isFile())
  const files = names.map((name) => ({ name: name.split(path.sep).join('/'), bytes: weight(path.join(folder, name)) })).toSorted((a, b) => b.bytes - a.bytes)
  const page = fs.readFileSync(path.join(folder, 'index.html'), 'utf8')
  const sum = (/** @type {typeof files} */ some) => some.reduce((total, { bytes }) => total + bytes, 0)
  return { all: sum(files), first: sum(files.filter(({ name }) => name === 'index.html' || page.includes(`"./${name}"`))), files }
}
