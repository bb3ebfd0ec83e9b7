import { setPriority } from 'node:os'

/** As “nice” counts: high enough that a window is drawn first, low enough to go on beside other work. */
const behindOthers = 10

/**
 * Lets the thread it is called on, and those that it starts, give way to the others: reading logs may never be felt in the window.
 * Only Linux knows priorities of threads; elsewhere the call would be for the whole process.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(behindOthers)
  } catch {
    // Not allowed in some containers; then all are equal.
  }
}
