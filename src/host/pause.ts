/** Resolves after so long, or at once when it is broken off; never rejects. */
export const pause = (ms: number, brokenOff: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (brokenOff.aborted) return done()
    const over = () => {
      clearTimeout(timer)
      brokenOff.removeEventListener('abort', over)
      done()
    }
    const timer = setTimeout(over, ms)
    brokenOff.addEventListener('abort', over, { once: true })
    return undefined
  })
