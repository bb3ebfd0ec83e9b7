/** Numbers that only grow in count, eight bytes each: lists of millions would otherwise take several times as much. */
export class GrowingNumbers {
  length = 0
  private room = new Float64Array(1024)

  push(value: number): void {
    if (this.length === this.room.length) {
      const larger = new Float64Array(this.length * 2)
      larger.set(this.room)
      this.room = larger
    }
    this.room[this.length++] = value
  }

  /** Throws for a place that isn’t there. */
  at(place: number): number {
    if (place < 0 || place >= this.length) throw new RangeError(`There is no number ${place}.`)
    return this.room[place]!
  }

  /** The place of the last one that isn’t above `value`, in rising numbers; -1 when all are. */
  lastUpTo(value: number): number {
    let [from, to] = [0, this.length]
    while (from < to) {
      const middle = (from + to) >>> 1
      if (this.room[middle]! <= value) from = middle + 1
      else to = middle
    }
    return from - 1
  }
}
