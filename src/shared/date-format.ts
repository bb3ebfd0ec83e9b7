/** Formatters are made once and only when first needed: making one costs more than using it. */
const made = new Map<string, Intl.DateTimeFormat>()

/** `name` stands for the options: the same ones go by the same name. */
export function dateFormat(at: number, name: string, options: Intl.DateTimeFormatOptions): string {
  let formatter = made.get(name)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', { hourCycle: 'h23', ...options })
    made.set(name, formatter)
  }
  return formatter.format(at)
}
