import { plainDesk, type Desk, type Skim } from '../../../core/costs/scan/desk'

// Long strings are most of many logs. Sixteen bytes at a time they are gone through four times as fast as JavaScript can: a dozen
// instructions of WebAssembly do it, put together here by name so that they can be read. Without it (an old processor) all is the same, but slower.

/** Instructions used below, by their names in the WebAssembly specification. */
const op = {
  loop: [0x03, 0x40],
  if: [0x04, 0x40],
  end: [0x0b],
  again: (depth: number) => [0x0c, depth],
  get: (local: number) => [0x20, local],
  set: (local: number) => [0x21, local],
  tee: (local: number) => [0x22, local],
  load8: (offset: number) => [0x2d, 0, offset],
  const: (value: number) => [0x41, ...signed(value)],
  eqz: [0x45],
  eq: [0x46],
  ltUnsigned: [0x49],
  ctz: [0x68],
  add: [0x6a],
  sub: [0x6b],
  and: [0x71],
  or: [0x72],
  shl: [0x74],
  shrUnsigned: [0x76],
  vector: { load: [0xfd, 0x00, 0, 0], splat: [0xfd, 0x0f], eq: [0xfd, 0x23], ltUnsigned: [0xfd, 0x26], or: [0xfd, 0x50], bitmask: [0xfd, 0x64] },
}

/** LEB128, as the format wants its signed numbers. */
function signed(value: number): number[] {
  const bytes: number[] = []
  for (let rest = value; ; rest >>= 7) {
    const low = rest & 0x7f
    if ((rest >> 7 === 0 && (low & 0x40) === 0) || (rest >> 7 === -1 && (low & 0x40) !== 0)) return [...bytes, low]
    bytes.push(low | 0x80)
  }
}

function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
}

const backslash = 0x5c
/** Letters that may follow a backslash, as bits counted from the backslash, which may, too. */
const escapeBits = [...'\\bfnrt'].reduce((bits, letter) => bits | (1 << (letter.charCodeAt(0) - backslash)), 0)

const [at, found, escaped, next] = [0, 1, 2, 3]
const { vector } = op

/** Bit n: whether byte n of the sixteen at `at` is a control character, a quote or a backslash. */
const specials = [
  [op.get(at), vector.load, op.const(0x20), vector.splat, vector.ltUnsigned],
  [op.get(at), vector.load, op.const(0x22), vector.splat, vector.eq, vector.or],
  [op.get(at), vector.load, op.const(backslash), vector.splat, vector.eq, vector.or],
  [vector.bitmask],
]

/** Whether byte `next`, counted from the backslash, may follow one. */
const isEscape = [
  [op.get(next), op.const(32), op.ltUnsigned],
  [op.const(escapeBits), op.get(next), op.shrUnsigned, op.and],
  [op.get(next), op.const(0x22 - backslash), op.eq, op.or],
  [op.get(next), op.const(0x2f - backslash), op.eq, op.or],
]

/** Skim of core/costs/scan/desk.ts. */
const skim = [
  [op.loop],
  ...specials,
  [op.tee(found), op.eqz, op.if],
  [op.get(at), op.const(16), op.add, op.set(at), op.again(1)],
  [op.end],
  [op.get(at), op.get(found), op.ctz, op.add, op.tee(at)],
  [op.load8(0), op.const(backslash), op.eq, op.if],
  [op.get(at), op.load8(1), op.const(backslash), op.sub, op.set(next)],
  ...isEscape,
  [op.if],
  [op.const(1), op.set(escaped), op.get(at), op.const(2), op.add, op.set(at), op.again(2)],
  [op.end],
  [op.end],
  [op.end],
  [op.get(at), op.const(1), op.shl, op.get(escaped), op.or],
]

const magic = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
const i32 = 0x7f
const pageBytes = 65_536
const named = (name: string): number[] => counted([...new TextEncoder().encode(name)])
const counted = (content: readonly number[]): number[] => [...unsigned(content.length), ...content]
const section = (id: number, ...content: number[]): number[] => [id, ...counted(content)]

/** A module that exports `memory`, of so many pages, and `skim(at)`. */
const moduleOf = (pages: number): Uint8Array =>
  Uint8Array.of(
    ...magic,
    ...section(1, 1, 0x60, 1, i32, 1, i32),
    ...section(3, 1, 0),
    ...section(5, 1, 0, ...unsigned(pages)),
    ...section(7, 2, ...named('memory'), 2, 0, ...named('skim'), 0, 0),
    ...section(10, 1, ...counted([1, 3, i32, ...skim.flat(2), ...op.end])),
  )

/** Node has it; its types leave it to the browser's, which are not for this layer. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    validate(module: Uint8Array): boolean
    Module: new (module: Uint8Array) => object
    Instance: new (module: object) => { exports: { memory: { buffer: ArrayBuffer }; skim: Skim } }
  }
}

/** A desk of so many bytes, with this machine's help where it has any to give. */
export function deskOf(size: number): Desk {
  // A page more than is used: sixteen bytes are loaded at a time, up to the last one.
  const module = moduleOf(Math.ceil(size / pageBytes) + 1)
  if (!WebAssembly.validate(module)) return plainDesk(size)
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module))
  return { bytes: new Uint8Array(exports.memory.buffer, 0, size), skim: exports.skim }
}
