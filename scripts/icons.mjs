// Draws the icons: `npm run icons`. Shapes are distance functions, so every size is sharp; PNG is written by hand,
// since it is a page of code and no image library then has to be installed.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

// Signed distances on a square of -1…1: negative is inside.
const circle = (x, y, r) => Math.hypot(x, y) - r
const segment = (x, y, ax, ay, bx, by, r) => {
  const [px, py, dx, dy] = [x - ax, y - ay, bx - ax, by - ay]
  const t = Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy)))
  return Math.hypot(px - dx * t, py - dy * t) - r
}
const polygon = (x, y, corners) => {
  let distance = Infinity
  let inside = false
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [ax, ay] = corners[i]
    const [bx, by] = corners[j]
    distance = Math.min(distance, segment(x, y, ax, ay, bx, by, 0))
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside ? -distance : distance
}
const triangle = [[0, -0.86], [0.92, 0.76], [-0.92, 0.76]]
const roundedSquare = (x, y, half, r) => Math.hypot(Math.max(0, Math.abs(x) - half + r), Math.max(0, Math.abs(y) - half + r)) - r

/** Each state has a shape of its own, told apart without colour. Layers: [distance, colour], later ones on top. */
const states = {
  ok: (x, y) => [
    [circle(x, y, 0.94), [22, 138, 76]],
    [Math.min(segment(x, y, -0.42, 0.04, -0.1, 0.36, 0.12), segment(x, y, -0.1, 0.36, 0.46, -0.32, 0.12)), [255, 255, 255]],
  ],
  warning: (x, y) => [
    [polygon(x, y, triangle) - 0.08, [240, 160, 10]],
    [Math.min(segment(x, y, 0, -0.26, 0, 0.2, 0.11), circle(x, y - 0.5, 0.13)), [32, 24, 0]],
  ],
  // A bare cross: in an octagon it would be too much like the disc of `ok` at the size of a tray.
  fail: (x, y) => [
    [Math.min(segment(x, y, -0.64, -0.64, 0.64, 0.64, 0.28), segment(x, y, 0.64, -0.64, -0.64, 0.64, 0.28)), [214, 40, 40]],
  ],
  unknown: (x, y) => [
    [Math.abs(circle(x, y, 0.8)) - 0.13, [136, 144, 156]],
    [Math.min(
      Math.max(Math.abs(circle(x, y + 0.16, 0.26)) - 0.1, Math.min(-x - 0.02, y + 0.16)),
      segment(x, y, 0, 0.1, 0, 0.18, 0.1),
      circle(x, y - 0.46, 0.12),
    ), [136, 144, 156]],
  ],
}

/** The app: an echo, three arcs from one point, on a dark tile. */
const app = (x, y) => {
  const arc = (r) => Math.max(Math.abs(Math.hypot(x + 0.42, y - 0.42) - r) - 0.075, Math.max(-(x + 0.42), y - 0.42))
  return [
    [roundedSquare(x, y, 0.94, 0.3), [24, 29, 38]],
    [circle(x + 0.42, y - 0.42, 0.14), [255, 255, 255]],
    [arc(0.4), [94, 214, 160]],
    [arc(0.68), [72, 170, 140]],
    [arc(0.96), [54, 120, 112]],
  ]
}

function draw(size, layers) {
  const pixels = Buffer.alloc(size * size * 4)
  const edge = 1 / size
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const x = ((column + 0.5) / size) * 2 - 1
      const y = ((row + 0.5) / size) * 2 - 1
      let [r, g, b, a] = [0, 0, 0, 0]
      for (const [distance, colour] of layers(x, y)) {
        const cover = Math.max(0, Math.min(1, 0.5 - distance / (2 * edge)))
        const above = a + cover * (1 - a)
        if (above === 0) continue
        const mix = (under, over) => (under * a * (1 - cover) + over * cover) / above
        ;[r, g, b, a] = [mix(r, colour[0]), mix(g, colour[1]), mix(b, colour[2]), above]
      }
      pixels.set([Math.round(r), Math.round(g), Math.round(b), Math.round(a * 255)], (row * size + column) * 4)
    }
  }
  return png(size, pixels)
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
  return n >>> 0
})
const crc = (bytes) => ~bytes.reduce((c, byte) => crcTable[(c ^ byte) & 255] ^ (c >>> 8), 0xffffffff) >>> 0

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc(body), body.length + 4)
  return out
}

function png(size, pixels) {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const rows = Buffer.concat(Array.from({ length: size }, (_, row) => Buffer.concat([Buffer.from([0]), pixels.subarray(row * size * 4, (row + 1) * size * 4)])))
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

const tray = path.join(root, 'resources/tray')
mkdirSync(tray, { recursive: true })
for (const [state, layers] of Object.entries(states)) {
  for (const [suffix, size] of [['', 22], ['@2x', 44]]) writeFileSync(path.join(tray, `${state}${suffix}.png`), draw(size, layers))
}
writeFileSync(path.join(root, 'resources/icon.png'), draw(512, app))
writeFileSync(path.join(root, 'resources/window.png'), draw(128, app))
console.log('resources/tray and resources/icon.png drawn')
