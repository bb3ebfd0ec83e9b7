import { afterPaint } from './after-paint'

// Runs first and does next to nothing, so that the frame of the window is on the screen before its program is loaded.
/** A page that begins with figures has painted them first of all. */
function markStill(): void {
  if (document.querySelector('#root [data-testid="frame"]') === null) return
  const observer = new PerformanceObserver((paints) => {
    const [first] = paints.getEntriesByName('first-contentful-paint')
    if (first) performance.mark('data-paint', { startTime: first.startTime })
  })
  observer.observe({ type: 'paint', buffered: true })
}

markStill()
afterPaint(() => void import('./main'))
