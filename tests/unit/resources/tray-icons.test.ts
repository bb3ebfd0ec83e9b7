import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../../../resources/tray')
const states = ['ok', 'warning', 'fail', 'unknown'] as const

/** Whether each pixel is dark, light or clear: what is left of a picture for someone who sees no colour. */
function shape(file: string): string[] {
  const png = readFileSync(join(folder, file))
  const width = png.readUInt32BE(16)
  const chunks: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') chunks.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const rows = inflateSync(Buffer.concat(chunks))
  return Array.from({ length: width * width }, (_, i) => {
    const [r = 0, g = 0, b = 0, a = 0] = rows.subarray(Math.floor(i / width) * (1 + 4 * width) + 1 + 4 * (i % width))
    if (a < 128) return 'clear'
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 140 ? 'light' : 'dark'
  })
}

describe('the tray icons', () => {
  const pairs = states.flatMap((a, i) => states.slice(i + 1).map((b): [string, string] => [a, b]))

  it.each(pairs)('%s and %s differ in shape, not only in colour', (a, b) => {
    for (const suffix of ['.png', '@2x.png']) {
      const one = shape(`${a}${suffix}`)
      const other = shape(`${b}${suffix}`)
      const different = one.filter((pixel, i) => pixel !== other[i]).length
      expect(different / one.length).toBeGreaterThan(0.15)
    }
  })

  it.each(states)('%s has the size a tray wants, and twice that', (state) => {
    expect(shape(`${state}.png`)).toHaveLength(22 * 22)
    expect(shape(`${state}@2x.png`)).toHaveLength(44 * 44)
  })
})
