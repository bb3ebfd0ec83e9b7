/** One wait for the user at a time: a new one, the user, or the end of the console ends the one under way. */
export class Wait {
  private current: AbortController | null = null

  constructor(private readonly ended: AbortSignal) {
    ended.addEventListener('abort', () => this.end())
  }

  async during<T>(work: (cancelled: AbortSignal) => Promise<T>): Promise<T> {
    this.end()
    const own = (this.current = new AbortController())
    if (this.ended.aborted) own.abort()
    try {
      return await work(own.signal)
    } finally {
      if (this.current === own) this.current = null
    }
  }

  end(): void {
    this.current?.abort()
  }
}
