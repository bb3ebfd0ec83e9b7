const two = (value: number): string => String(value).padStart(2, '0')

/** A moment as a field of local date and time has it, to the second. */
export function localInput(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

/** UTC epoch ms; `before` itself where the field still shows it, so that the hour that comes twice in autumn stays what it was. Null for no date. */
export function fromLocalInput(text: string, before: number): number | null {
  if (text === localInput(before)) return before
  const at = new Date(text).getTime()
  return Number.isNaN(at) ? null : at
}
