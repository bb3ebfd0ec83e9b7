/** The median of the latest values, kept in order as they come and go. */
export class RunningMedian {
  private readonly latest: number[]
  private readonly sorted: number[]

  constructor(latest: readonly number[] = []) {
    this.latest = [...latest]
    this.sorted = latest.toSorted((a, b) => a - b)
  }

  /** Takes a value in and leaves out what is older than the latest `size`. */
  push(value: number, size: number): void {
    this.latest.push(value)
    this.sorted.splice(this.placeOf(value), 0, value)
    while (this.latest.length > size) this.sorted.splice(this.placeOf(this.latest.shift()!), 1)
  }

  /** The first place whose value is not less. */
  private placeOf(value: number): number {
    let [low, high] = [0, this.sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.sorted[middle]! < value) low = middle + 1
      else high = middle
    }
    return low
  }

  /** 0 where there is none. */
  get value(): number {
    return this.sorted[this.sorted.length >> 1] ?? 0
  }

  clear(): void {
    this.latest.length = 0
    this.sorted.length = 0
  }

  save(): number[] {
    return [...this.latest]
  }
}
