// Runs first and does next to nothing, so that the frame of the window is on the screen before its program is loaded.
// A window that isn't shown gets no frames: the timer starts it all the same.
let started = false

function start(): void {
  if (started) return
  started = true
  void import('./main')
}

requestAnimationFrame(() => setTimeout(start))
setTimeout(start, 150)
