import type { Grade } from '../../shared/model'
import type { Pico } from './money'
import { slotName, stepNames, type StepName } from './periods'
import type { Answer, AnswerRow, Dimension, Kind, Question } from './question'
import { byKey, groupedBy, noSum, sumOf, weakerGrade } from './report-sums'

/** One amount that a bill or a table of the user’s tells: a Stripe fee, a row of the Finance table. */
export interface BillCell {
  kind: Kind
  /** UTC epoch ms. */
  at: number
  pico: Pico
  low: Pico
  high: Pico
  grade: Grade
  /** beside: counts with what the logs say of its kind. instead: in place of that. absent: only where the logs say nothing of its kind. */
  place: 'beside' | 'instead' | 'absent'
}

/** What the logs are to be asked, so that bills can be joined to the answer. */
export const logsQuestion = (question: Question): Question => ({ ...question, by: withKind(question.by) })

const withKind = (by: readonly Dimension[]): Dimension[] => [...by.filter((dimension) => dimension !== 'kind'), 'kind']
const isTime = (dimension: Dimension): dimension is StepName | 'month' => (stepNames as readonly string[]).includes(dimension)

/**
 * The answer with bills in it. Where a kind is told by the Finance table instead, rows by model or job stay as the logs tell them, and a
 * row without a name holds the difference, so that rows add up to the total in every split.
 */
export function joinAnswer(logs: Answer, cells: readonly BillCell[], question: Question): Answer {
  const logged = new Set(logs.rows.map(({ key }) => key.kind))
  const counted = cells.filter((cell) => counts(cell, question) && !(cell.place === 'absent' && logged.has(cell.kind)))
  const replaced = new Set(counted.filter(({ place }) => place === 'instead').map(({ kind }) => kind))
  const by = withKind(question.by)
  const taken = namesNothing(question) ? logs.rows.filter(({ key }) => replaced.has(key.kind as Kind)).map((row) => takenBack(row)) : []
  const all = [...logs.rows, ...counted.map((cell) => rowOf(cell, by, question.zone)), ...taken]
  const kinds = groupedBy(all, ['kind']).map((row) => (replaced.has(row.key.kind as Kind) ? gradeOfCells(counted, row.key.kind as Kind) : row.grade))
  const rows = groupedBy(all, question.by).filter((row) => !isNothing(row)).toSorted(byKey(question.by))
  return { ...logs, rows, total: { ...sumOf(all), grade: kinds.reduce(weakerGrade, 'reported') } }
}

/** A bill knows no model and no job: whoever asks for one isn’t told of bills. */
const namesNothing = ({ where = {} }: Question): boolean => !['provider', 'model', 'job', 'agent'].some((name) => (where[name as Dimension] ?? '') !== '')

function counts({ kind, at }: BillCell, question: Question): boolean {
  const { span, zone, where = {} } = question
  if (at < span.from || at >= span.to || !namesNothing(question)) return false
  return Object.entries(where).every(([name, is]) => (name === 'kind' ? is === kind : isTime(name as Dimension) ? is === slotName(name as StepName, at, zone) : true))
}

const nameless = (key: AnswerRow['key']): AnswerRow['key'] =>
  Object.fromEntries(Object.entries(key).map(([name, value]) => [name, name === 'kind' || isTime(name as Dimension) ? value : '']))

const rowOf = ({ kind, at, pico, low, high, grade }: BillCell, by: readonly Dimension[], zone: string): AnswerRow => ({
  ...noSum(),
  pico,
  low,
  high,
  grade,
  key: Object.fromEntries(by.map((dimension) => [dimension, dimension === 'kind' ? kind : isTime(dimension) ? slotName(dimension, at, zone) : ''])),
})

const takenBack = ({ key, pico, low, high }: AnswerRow): AnswerRow => ({ ...noSum(), key: nameless(key), pico: -pico, low: -low, high: -high })

const gradeOfCells = (cells: readonly BillCell[], kind: Kind): Grade => cells.filter((cell) => cell.kind === kind).reduce<Grade>((grade, cell) => weakerGrade(grade, cell.grade), 'reported')

/** What is unpriced is something, of which nobody knows how much. */
const isNothing = ({ calls, cpuSeconds, pico, low, high, grade }: AnswerRow): boolean => grade !== 'unpriced' && calls === 0 && cpuSeconds === 0 && pico === 0n && low === 0n && high === 0n
