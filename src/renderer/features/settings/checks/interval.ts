/** How often a check looks, written as people do: "90 s", "5 min", "1 h"; a bare figure is seconds. */
const units = [
  { word: 'day', seconds: 86_400, pattern: /^d(ays?)?$/ },
  { word: 'h', seconds: 3600, pattern: /^h(ours?|rs?)?$/ },
  { word: 'min', seconds: 60, pattern: /^m(in(utes?|s)?)?$/ },
  { word: 's', seconds: 1, pattern: /^(s(ec(onds?|s)?)?)?$/ },
] as const

/** The bounds of `everySeconds` in the settings. */
export const shortestSeconds = 15
export const longestSeconds = 86_400

/** Exactly, in the largest unit that gives a whole figure: 5400 → "90 min". */
export function intervalWords(seconds: number): string {
  const unit = units.find((one) => seconds % one.seconds === 0) ?? units[3]
  return `${seconds / unit.seconds} ${unit.word}`
}

/** Whole seconds; null for an empty text, 'wrong' for what is no such time. */
export function readInterval(text: string): number | null | 'wrong' {
  if (text.trim() === '') return null
  const [, figure = '', word = ''] = /^(\d+(?:[.,]\d+)?)\s*([a-z]*)$/.exec(text.trim().toLowerCase()) ?? []
  const unit = units.find((one) => one.pattern.test(word))
  if (figure === '' || !unit) return 'wrong'
  const seconds = Number(figure.replace(',', '.')) * unit.seconds
  return Number.isInteger(seconds) && seconds >= shortestSeconds && seconds <= longestSeconds ? seconds : 'wrong'
}
