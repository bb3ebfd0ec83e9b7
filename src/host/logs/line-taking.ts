const newline = 10

export interface LineBytes {
  /** The beginning of the line, without its end. */
  head: Buffer
  /** Of the whole line. */
  bytes: number
}

/** Takes lines out of chunks that follow one another. */
export class LineTaking {
  private readonly found: LineBytes[] = []
  private kept: Buffer[] = []
  private keptBytes = 0
  private bytes = 0
  private isWithin = false

  constructor(
    private skip: number,
    private readonly count: number,
    private readonly keep: number,
  ) {}

  get isDone(): boolean {
    return this.found.length >= this.count
  }

  take(chunk: Buffer): void {
    for (let from = 0; from < chunk.length && !this.isDone; ) {
      const at = chunk.indexOf(newline, from)
      const to = at === -1 ? chunk.length : at
      if (this.skip === 0) this.add(chunk.subarray(from, to))
      if (at === -1) return
      if (this.skip > 0) this.skip--
      else this.end()
      from = at + 1
    }
  }

  /** With a last line that has no end. */
  finish(): LineBytes[] {
    if (!this.isDone && this.isWithin) this.end()
    return this.found
  }

  private add(piece: Buffer): void {
    const part = piece.subarray(0, this.keep - this.keptBytes)
    // A copy: else few bytes would hold all of a chunk.
    if (part.length > 0) this.kept.push(Buffer.from(part))
    this.keptBytes += part.length
    this.bytes += piece.length
    this.isWithin = true
  }

  private end(): void {
    this.found.push({ head: Buffer.concat(this.kept), bytes: this.bytes })
    this.kept = []
    this.keptBytes = this.bytes = 0
    this.isWithin = false
  }
}
