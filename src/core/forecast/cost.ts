import { z } from 'zod'
import type { Detector, Row, Verdict } from './detector'
import { excesses, excessTails, tailHalfLife } from './spend-excess'
import { expectedAt, expectedBetween, learnSpend, newSpendProfile, scatterOf, spendProfileSchema } from './spend-profile'
import { isHabit, newSpendWeek, noteHour, paceOf } from './spend-week'
import { snapshot } from './snapshot'
import { TailSketch, tailSchema } from './tail-sketch'

export interface CostDetector extends Detector {
  /** What the hour that holds `at` (UTC epoch ms) usually costs, USD. */
  usualAt(at: number): number
}

export interface CostOptions {
  /** Absent: no budget to watch. */
  monthlyBudgetUsd?: number | undefined
}

const stateSchema = z.object({
  hour: z.number().nullable(),
  hours: z.number(),
  month: z.number(),
  monthUsd: z.number(),
  /** What the hours of the month that nobody saw would have cost. */
  unseenUsd: z.number(),
  /** The share of rows that came after hours without one: where it is large, no row means no spend. */
  gapShare: z.number(),
  rows: z.number(),
  profile: spendProfileSchema,
  /** USD of the latest hours of a week, by hour of the week; null: not known. */
  week: z.array(z.number().nullable()).length(168),
  overBudget: z.boolean(),
})
type State = z.infer<typeof stateSchema>
const savedSchema = z.object({ state: stateSchema, tails: z.array(tailSchema).length(excessTails) })

const hourMs = 36e5
/** No anomaly is claimed in the first days; a young history is given more room. */
const warmUpHours = 72
const youngHours = 120
/** Before two days nothing is known of distances. */
const learningHours = 48
/** Absent hours are gone through one by one; in a sparse export a good part of the rows comes after some. */
const longestAbsence = 31 * 24
const latestRowHours = 48
const gapMemory = 100
const sparseShare = 0.12
/** A budget is judged after a week. */
const budgetWarmUpHours = 168

const fresh = (): State => ({
  hour: null,
  hours: 0,
  month: 0,
  monthUsd: 0,
  unseenUsd: 0,
  gapShare: 0,
  rows: 0,
  profile: newSpendProfile(),
  week: newSpendWeek(),
  overBudget: false,
})

/**
 * Hourly spend in USD: an alert for an hour, or four, that cost far more than their time of day and week usually do, and for a
 * budget that will be exceeded for sure. `extra` is the projected total of the calendar month (UTC).
 */
export function createCostDetector({ monthlyBudgetUsd }: CostOptions = {}, saved?: unknown): CostDetector {
  const known = savedSchema.safeParse(saved).data
  const state = known?.state ?? fresh()
  const tails = Array.from({ length: excessTails }, (_, i) => new TailSketch(known?.tails[i]))
  return {
    step: (row) => step(state, tails, row, monthlyBudgetUsd ?? null),
    save: () => ({ state: snapshot(state), tails: tails.map((tail) => tail.save()) }),
    usualAt: (at) => expectedAt(state.profile, Math.floor(at / hourMs)),
  }
}

const monthOf = (at: number): number => {
  const date = new Date(at)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
const monthEnd = (month: number): number => Date.UTC(Math.floor(month / 12), (month % 12) + 1, 1)

function step(state: State, tails: TailSketch[], row: Row, budget: number | null): Verdict {
  if (!Number.isFinite(row.at) || Math.abs(row.at) > 8e15) return { score: 0, alert: state.overBudget, extra: state.monthUsd + state.unseenUsd }
  const hour = Math.floor(row.at / hourMs)
  // Far back is no late row: the clock was set.
  const isNew = state.hour === null || hour > state.hour || hour < state.hour - latestRowHours
  if (isNew) beginHour(state, hour)
  const spent = row.value !== null && Number.isFinite(row.value) ? usdOf(row.value) : null
  if (spent === null) state.unseenUsd += isNew ? expectedAt(state.profile, hour) : 0
  else if (monthOf(row.at) === state.month) state.monthUsd += spent
  const strange = spent !== null && isNew ? observe(state, tails, hour, Math.max(0, spent)) : 0
  const extra = state.monthUsd + state.unseenUsd + expectedBetween(state.profile, state.hour! + 1, monthEnd(state.month) / hourMs)
  if (budget !== null) state.overBudget = judgeBudget(state, budget, extra)
  return { score: strange / (1 + strange), alert: strange > 1 || state.overBudget, extra }
}

/** Nothing is spent in smaller sums or larger ones than figures can carry. */
const usdOf = (value: number): number => (Math.abs(value) < 1e-9 ? 0 : Math.min(1e12, Math.max(-1e12, value)))

/** Goes on to a later hour, over those that were left out. */
function beginHour(state: State, hour: number): void {
  const gap = state.hour !== null && hour > state.hour + 1
  state.rows = Math.min(gapMemory, state.rows + 1)
  state.gapShare += ((gap ? 1 : 0) - state.gapShare) / state.rows
  if (gap) for (let absent = Math.max(state.hour! + 1, hour - longestAbsence); absent < hour; absent++) passAbsent(state, absent)
  beginMonth(state, hour)
  noteHour(state.week, hour, null)
  state.hour = hour
}

function beginMonth(state: State, hour: number): void {
  const month = monthOf(hour * hourMs)
  if (month !== state.month) Object.assign(state, { month, monthUsd: 0, unseenUsd: 0, overBudget: false })
}

function passAbsent(state: State, hour: number): void {
  beginMonth(state, hour)
  const free = state.gapShare > sparseShare
  noteHour(state.week, hour, free ? 0 : null)
  if (free) learnSpend(state.profile, hour, 0, false)
  else state.unseenUsd += expectedAt(state.profile, hour)
}

/** How far beyond the limit the hour is; learns it. What is strange and no habit isn’t learnt where it is strange. */
function observe(state: State, tails: TailSketch[], hour: number, spent: number): number {
  const habit = isHabit(state.week, hour, spent)
  noteHour(state.week, hour, spent)
  state.hours++
  const young = state.hours <= warmUpHours
  let strangest = 0
  excesses(state.week, state.profile, tails, hour, 1 + youngHours / state.hours).forEach(({ distance, strange }, i) => {
    const told = young ? 0 : strange
    strangest = Math.max(strangest, told)
    if (state.hours > learningHours && (habit || told <= 1)) tails[i]!.add(distance, tailHalfLife)
  })
  learnSpend(state.profile, hour, spent, strangest > 1 && !habit)
  return habit ? Math.min(strangest, 1) : strangest
}

/**
 * Exceeded already, or it will be for sure: even if the rest of the month goes as cheaply as the last day, the last three days
 * or the usual ones, whichever is least, and three times as far below that as days scatter. Off again when the projection fits.
 */
function judgeBudget(state: State, budget: number, projected: number): boolean {
  if (state.monthUsd > budget) return true
  if (state.hours < budgetWarmUpHours || projected <= budget) return false
  if (state.overBudget) return true
  const { week, profile } = state
  const hour = state.hour!
  const rest = projected - state.monthUsd
  const days = (monthEnd(state.month) / hourMs - hour) / 24
  const least = rest * Math.min(1, paceOf(week, profile, hour, 24), paceOf(week, profile, hour, 72)) - 3 * scatterOf(profile, days)
  return state.monthUsd + least > budget
}
