/** “api.port”: it should be… */
const isPlaced = (line: string): boolean => line.startsWith('“')

/** A fault may name many problems, one a line: what introduces them, and each on its own. */
export function problemLines(message: string): { intro: string | null; problems: string[] } {
  const lines = message
    .split('\n')
    .map((line) => line.replace(/^\s*[-•*]?\s*/, '').trim())
    .filter(Boolean)
  if (lines.length < 2) return { intro: lines[0] ?? null, problems: [] }
  const [first = '', ...rest] = lines
  const introduces = first.endsWith(':') || (!isPlaced(first) && rest.some(isPlaced))
  return introduces ? { intro: first, problems: rest } : { intro: null, problems: lines }
}
