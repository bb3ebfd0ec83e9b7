/** Small habits of this window, such as a card left collapsed. Losing them costs nothing. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // A full or forbidden store: the card starts as it always does.
  }
}
