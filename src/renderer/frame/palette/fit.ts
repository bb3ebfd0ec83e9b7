/** How well a text fits what was typed. */
export interface Fit {
  /** Higher is better. */
  score: number
  /** Where in the title it was found, half-open, in order. */
  marks: readonly Mark[]
}

export type Mark = readonly [from: number, to: number]

const scores = { whole: 100, prefix: 90, wordStart: 75, inside: 50, scattered: 20 }
/** What was found among other words than the title. */
const besideTitle = 0.6
/** A letter alone is in nearly everything. */
const shortestInside = 2

/** Small letters without accents, character for character, so that places stay the same. */
const folded = (text: string): string => Array.from(text, (one) => (one.length === 1 ? one.normalize('NFD').charAt(0).toLowerCase() : one)).join('')

const isWordStart = (text: string, at: number): boolean => at === 0 || (/[^\p{L}\p{N}]/u.test(text[at - 1]!) && /[\p{L}\p{N}]/u.test(text[at]!))

/**
 * Each word of the query has to be found: in the title, or, for less, at the start of one of the other words.
 * null where one isn't.
 */
export function fit(query: string, title: string, others = ''): Fit | null {
  const words = folded(query).split(/\s+/).filter(Boolean)
  const found = words.map((word) => better(inTitle(word, folded(title)), beside(word, folded(others))))
  if (found.includes(null)) return null
  const fits = found as Fit[]
  const sum = fits.reduce((total, one) => total + one.score, 0)
  return { score: sum / words.length - shortness(title), marks: fits.flatMap((one) => one.marks).toSorted((a, b) => a[0] - b[0]) }
}

/** Of two that fit as well the shorter one is meant; never more than what tells one way of fitting from another. */
const shortness = (title: string): number => Math.min(9, title.length / 10)

const better = (a: Fit | null, b: Fit | null): Fit | null => (a && (!b || a.score >= b.score) ? a : b)

function inTitle(word: string, title: string): Fit | null {
  const [at, start] = [title.indexOf(word), wordStartOf(word, title)]
  if (word === title) return { score: scores.whole, marks: [[0, title.length]] }
  if (at === 0) return { score: scores.prefix, marks: [[0, word.length]] }
  if (start !== -1) return { score: scores.wordStart, marks: [[start, start + word.length]] }
  if (at !== -1 && word.length >= shortestInside) return { score: scores.inside, marks: [[at, at + word.length]] }
  return scattered(word, title)
}

function beside(word: string, others: string): Fit | null {
  return wordStartOf(word, others) === -1 ? null : { score: scores.wordStart * besideTitle, marks: [] }
}

/** Where one of the text's words begins with it, from a place on; -1 for nowhere. */
function wordStartOf(word: string, text: string, from = 0): number {
  for (let at = text.indexOf(word, from); at !== -1; at = text.indexOf(word, at + 1)) if (isWordStart(text, at)) return at
  return -1
}

/** Its letters in their order: each begins a word or follows on the one before, as "rhp" in "Run health probe". */
function scattered(word: string, title: string): Fit | null {
  if (word.length < shortestInside) return null
  const marks: Mark[] = []
  let end = 0
  for (const letter of word) {
    const at = title.startsWith(letter, end) ? end : wordStartOf(letter, title, end)
    if (at === -1) return null
    end = at + letter.length
    marks.push([at, end])
  }
  return { score: scores.scattered, marks }
}
