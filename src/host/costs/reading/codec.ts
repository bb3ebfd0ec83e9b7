import type { Codec } from '../../../core/costs/scan/careful'

const encoder = new TextEncoder()

export const codec: Codec = {
  // Buffer's own decoder: twice as fast as TextDecoder on short text, and the same for what isn't UTF-8.
  decode: (bytes, from, to) => Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8'),
  encode: (text) => encoder.encode(text),
}
