import { describe, expect, it } from 'vitest'
import { IdHasher } from '../../../../../src/core/costs/scan/ids'
import { codec } from '../../../../../src/host/costs/reading/codec'

const ids = new IdHasher(codec)
const hashOf = (owner: string, id: string): bigint => {
  const { low, high } = ids.text(owner, id)
  return (BigInt(high) << 32n) | BigInt(low)
}

describe('the hash of an id', () => {
  it('tells ids apart that differ little, by each of its halves alone as well as chance does', () => {
    const count = 100_000
    const hashes = Array.from({ length: count }, (_, index) => hashOf('openai', `req_${index}`))
    expect(new Set(hashes).size).toBe(count)
    // Of so many, 32 bits bring one pair in two to meet by chance; three pairs are expected in fewer than one in a hundred.
    for (const half of [(hash: bigint) => hash & 0xffffffffn, (hash: bigint) => hash >> 32n]) expect(new Set(hashes.map(half)).size).toBeGreaterThan(count - 8)
  })

  it('sets each bit in half of the cases', () => {
    const count = 20_000
    const set = Array.from({ length: 64 }, () => 0)
    for (let index = 0; index < count; index++) {
      const hash = hashOf('anthropic', `msg_${index}`)
      for (let bit = 0; bit < 64; bit++) set[bit]! += Number((hash >> BigInt(bit)) & 1n)
    }
    for (const times of set) expect(Math.abs(times / count - 0.5)).toBeLessThan(0.03)
  })

  it('is the one that books were kept with', () => {
    expect(hashOf('anthropic', 'msg_01Rxy4EKgCTRJyBtvsKfaW2y')).toBe(8178628656022418809n)
    expect(hashOf('openai', 'réq_1')).toBe(8478379637965527185n)
  })

  it('depends on whose id it is, on its length and on every byte', () => {
    const names = ['', '\0', '\0\0', 'a', 'b', 'ab', 'ba', 'abcd', 'abce', 'abcde', 'abcdf', 'bbcde', 'ü', 'ab\0']
    const hashes = ['openai', 'anthropic'].flatMap((owner) => names.map((name) => hashOf(owner, name)))
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})
