import { Grouping, type Group, type Names } from './cells-groups'
import { cpuPlace, type CellTable } from './cells'
import type { Accounts } from './cells-accounts'
import type { PriceCalendar } from './cells-epochs'
import { gathered, priceAll, type GroupMoney } from './cells-money'
import { parseUsd } from './money'
import type { Span } from './periods'
import type { Answer, AnswerRow, LineCounts, Question, Sum, Unpriced } from './question'
import { byKey, noSum, plus, sumOf, tokensOf as tokenCount, weakerGrade } from './report-sums'
import { buckets } from './usage'

/** What is kept, as far as a question needs it. */
export interface Kept {
  /** Tables with the part of the span each of them covers. */
  cells: readonly { table: CellTable; span: Span }[]
  accounts: Accounts
  calendar: PriceCalendar
  names: Names
  lines: LineCounts
}

/** Adds and prices the cells of the question’s span. Money is worked out here: what is kept are tokens and time. */
export function answerOf({ cells, accounts, calendar, names, lines }: Kept, question: Question): Answer {
  const grouping = new Grouping(accounts, question, calendar, names)
  for (const { table, span } of cells) grouping.take(table, span)
  const priced = priceAll(calendar.table, grouping.all, parseUsd(question.cpuUsdPerHour))
  const sums = grouping.rows.map(noSum)
  for (const [group, money] of priced) addMoney(sums[group.row]!, group, money)
  const rows = sums.map((sum, i): AnswerRow => ({ key: Object.fromEntries(question.by.map((dimension, place) => [dimension, grouping.rows[i]![place]!])), ...inSeconds(sum) }))
  const { span, zone } = question
  return { span, zone, rows: rows.toSorted(byKey(question.by)), total: inSeconds(sumOf(sums)), unpriced: unpricedOf(priced), lines }
}

function addMoney(sum: Sum, { account, calls, amounts }: Group, { pico, low, high, grade }: GroupMoney): void {
  sum.high += high
  // Perhaps the same calls again: no more than possible.
  if (account.repeated) return
  sum.low += low
  sum.pico += pico ?? 0n
  sum.grade = weakerGrade(sum.grade, grade)
  sum.cpuSeconds += amounts[cpuPlace]!
  buckets.forEach((bucket, place) => (sum.tokens[bucket] += amounts[place]!))
  if (account.kind === 'llm') sum.calls += calls
  if (pico === null) sum.unpricedCalls += calls
}

/** Microseconds are whole and add up in any order; what is handed out are seconds. */
const inSeconds = (sum: Sum): Sum => ({ ...sum, cpuSeconds: sum.cpuSeconds / 1e6 })

function unpricedOf(priced: ReadonlyMap<Group, GroupMoney>): Unpriced[] {
  const found = [...priced].filter(([, { pico }]) => pico === null)
  const models = gathered(found, ([{ account }]) => `${account.provider}\n${account.model}`)
  return [...models.keys()].toSorted().map((name) => {
    const groups = models.get(name)!
    const sum = groups.reduce((all, [group, money]) => {
      const one = noSum()
      addMoney(one, group, money)
      return plus(all, one)
    }, noSum())
    const { provider, model } = groups[0]![0].account
    return { provider, model, calls: sum.calls, tokens: tokenCount(sum), low: sum.low, high: sum.high }
  })
}
