/** What is believed of a cost: its mean, and how sure that is, as one over its variance (0: nothing is known). */
export interface Belief {
  mean: number
  precision: number
}

/** `evidence` is the natural logarithm of how well what the parts say goes together, up to a constant of their number. */
export interface Joined extends Belief {
  evidence: number
}

/** What parts say of a mean they all lie about; `spread` is how far from it they usually are. */
export function join(parts: readonly Belief[], spread: number): Joined {
  const sums = { precision: 0, products: 0, squares: 0 }
  let room = 1
  for (const { mean, precision } of parts) {
    const share = 1 + spread ** 2 * precision
    const told = precision / share
    room *= share
    sums.precision += told
    sums.products += told * mean
    sums.squares += told * mean * mean
  }
  const mean = sums.precision > 0 ? sums.products / sums.precision : 0
  return { mean, precision: sums.precision, evidence: -(Math.log(room) + sums.squares - sums.products * mean) / 2 }
}

/** What a part is, when those like it lie about `middle`: the less is known of it, the more it is like them. */
export const leaning = ({ mean, precision }: Belief, middle: number, spread: number): number => (mean * precision * spread ** 2 + middle) / (precision * spread ** 2 + 1)
