import { join, leaning, type Belief } from './spend-belief'
import { daysOfWeek, type SpentDay, weekendDays } from './spend-days'
import { factsOf, levelledOf, type Facts, type Levelled } from './spend-levels'

/** One way spend may go; amounts are shares of the mean day. */
export interface Guess {
  /** By what share of the last day each further one costs more */
  growth: number
  /** Mean square of how far a day lies from what it usually costs, as a share of that */
  variance: number
  /** How far the days of a week lie from those of their kind */
  spread: number
  /** What is known of each day of the week by itself, as it stands at the last day */
  known: Belief[]
  /** How likely it is: a natural logarithm, up to a constant */
  likely: number
}

/** Days of the week differ little, or one has a job of its own. */
const spreads = [{ spread: 0.05, prior: 0.6 }, { spread: 0.3, prior: 0.4 }]
/** How far weekdays and weekends lie from the mean of both. */
const kindSpread = 0.6
/** Scatter, as a share of how far days lie from the mean of their kind: growth and jobs are part of that. */
const scatters = [0.3, 0.5, 0.7, 1, 1.5]
/** What is so much less likely than the likeliest is left out, as a natural logarithm. */
const leftOut = 9

const weekdays = daysOfWeek.filter((weekday) => !weekendDays.includes(weekday))

/** What there may be after these days (oldest first, `mean` of them above nothing), each with how well it explains them. */
export function guessesOf(days: readonly SpentDay[], mean: number): Guess[] {
  const facts = factsOf(days, mean)
  const variances = scatters.map((scatter) => facts.variance * scatter ** 2)
  const guesses: Guess[] = []
  let best = -Infinity
  for (const levelled of levelledOf(facts)) {
    for (const variance of variances) {
      const likely = likelihoodOf(levelled, facts, variance)
      if (likely < best - leftOut) continue
      const found = guessesBy(levelled, facts, variance, likely)
      guesses.push(...found)
      best = Math.max(best, ...found.map((guess) => guess.likely))
    }
  }
  return guesses.filter(({ likely }) => likely > best - leftOut)
}

/** How likely the scatter about each day of the week’s own mean is; what those means have in common only takes from it. */
const likelihoodOf = ({ prior, left, logLevels }: Levelled, { days }: Facts, variance: number): number =>
  Math.log(prior) - (days.length * Math.log(variance) + logLevels + left / variance) / 2

function guessesBy({ growth, weights }: Levelled, { sums }: Facts, variance: number, likely: number): Guess[] {
  const known = weights.map((weight, weekday) => ({ mean: weight > 0 ? sums[weekday]! / weight : 0, precision: weight / variance }))
  return spreads.map(({ spread, prior }) => ({ growth, variance, spread, known, likely: likely + Math.log(prior) + evidenceOf(known, spread) }))
}

const joinKinds = (known: readonly Belief[], spread: number) => [weekdays, weekendDays].map((kind) => join(kind.map((weekday) => known[weekday]!), spread))

/** Days of the week lie about the mean of their kind, kinds about that of both. */
function evidenceOf(known: readonly Belief[], spread: number): number {
  const kinds = joinKinds(known, spread)
  const all = join(kinds, kindSpread)
  return kinds.reduce((sum, { evidence }) => sum + evidence, all.evidence) - Math.log(all.precision) / 2
}

/** What each day of the week costs by a guess, as a share of the mean day. */
export function weekOf({ known, spread }: Guess): number[] {
  const kinds = joinKinds(known, spread)
  const middle = join(kinds, kindSpread).mean
  const [weekday, weekend] = kinds.map((kind) => leaning(kind, middle, kindSpread))
  return known.map((own, day) => leaning(own, weekendDays.includes(day) ? weekend! : weekday!, spread))
}
