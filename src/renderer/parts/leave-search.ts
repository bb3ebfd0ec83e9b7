import type { KeyboardEvent } from 'react'

/** Escape empties a search, which the browser does; the next one leaves it, so that letters are keys again. */
export function leaveSearch({ key, currentTarget }: KeyboardEvent<HTMLInputElement>): void {
  if (key === 'Escape' && currentTarget.value === '') currentTarget.blur()
}
