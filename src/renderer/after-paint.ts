/** Does the work once the frame after this one is on the screen. A window that isn't shown gets no frames: the timer sees to it then. */
export function afterPaint(work: () => void): void {
  let done = false
  const once = (): void => {
    if (!done) work()
    done = true
  }
  requestAnimationFrame(() => setTimeout(once))
  setTimeout(once, 150)
}
