/** Of a tar file all is a multiple of this. */
export const blockBytes = 512

export interface TarHeader {
  name: string
  bytes: number
}

/** Octal figures of the form have eleven places: 8 GiB. */
export const largestBytes = 8 ** 11 - 1

const places = { name: [0, 100], mode: [100, 8], owner: [108, 8], group: [116, 8], size: [124, 12], time: [136, 12], sum: [148, 8], type: [156, 1], form: [257, 8] } as const

const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`

/** A plain file only its owner may read, as every tar program understands it. `atMs`: when it was made. */
export function tarHeader({ name, bytes }: TarHeader, atMs: number): Buffer {
  const block = Buffer.alloc(blockBytes)
  const put = (place: keyof typeof places, text: string) => block.write(text, places[place][0], 'latin1')
  put('name', name)
  put('mode', octal(0o600, places.mode[1]))
  put('owner', octal(0, places.owner[1]))
  put('group', octal(0, places.group[1]))
  put('size', octal(bytes, places.size[1]))
  put('time', octal(Math.floor(atMs / 1000), places.time[1]))
  put('type', '0')
  put('form', 'ustar\u000000')
  put('sum', `${octal(sumOf(block), 7)} `)
  return block
}

/** null for anything but a plain file written as above: links, folders, long names and other forms are never ours. */
export function readTarHeader(block: Buffer): TarHeader | null {
  const text = (place: keyof typeof places) => block.toString('latin1', places[place][0], places[place][0] + places[place][1])
  const figure = (place: keyof typeof places) => (/^[0-7]+[\0 ]*$/.test(text(place)) ? Number.parseInt(text(place), 8) : null)
  const bytes = figure('size')
  const [name = ''] = text('name').split('\0')
  const isOurs = text('type') === '0' && text('form') === 'ustar\u000000' && figure('sum') === sumOf(block)
  return isOurs && bytes !== null && name !== '' ? { name, bytes } : null
}

/** As if its own place were blank. */
function sumOf(block: Buffer): number {
  const [from, length] = places.sum
  return block.reduce((sum, byte, at) => sum + (at >= from && at < from + length ? 32 : byte), 0)
}

/** Zeros up to the next whole block. */
export const paddingAfter = (bytes: number): number => (blockBytes - (bytes % blockBytes)) % blockBytes
