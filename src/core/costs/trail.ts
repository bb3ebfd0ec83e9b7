import type { Grade } from '../../shared/model'
import type { Pico } from './money'
import type { AgentRun } from './question'
import { weakerGrade } from './report-sums'

/** A step of a job as it is kept, with what it told. */
export interface TrailStep {
  at: number
  job: string
  what: 'started' | 'finished' | 'failed' | 'heal' | 'charge'
  run: string | null
  agent: string | null
  /** Of a charge: its id. Of a heal: its outcome. */
  ref: string | null
  attempt: number | null
  cpuSeconds: number
}

/** A model call of a job, priced. */
export interface TrailCall {
  at: number
  pico: Pico
  grade: Grade
}

/** Kept so long, before now. */
export const trailMs = 31 * 86_400_000
/** A run of which no end is known takes calls for so long at most. */
const openRunMs = 86_400_000

const isEnd = ({ what }: TrailStep): boolean => what === 'finished' || what === 'failed'

/** The end of a run: of the same run where both say which, else the next one of the job before it starts again. */
function endOf(start: TrailStep, later: readonly TrailStep[]): TrailStep | null {
  if (start.run !== null) return later.find((step) => isEnd(step) && step.run === start.run) ?? null
  const next = later.find((step) => isEnd(step) || step.what === 'started')
  return next && isEnd(next) ? next : null
}

const newRun = ({ job, agent, run, at }: TrailStep): AgentRun => ({
  job, agent, runId: run, startedAt: at, finishedAt: null, outcome: 'running', calls: 0, llm: 0n, grade: 'reported', cpuSeconds: 0, charges: [],
})

/** Runs of one job, oldest first, from its steps and calls in order of time. A call belongs to the run that began last before it and wasn't over. */
export function runsOf(steps: readonly TrailStep[], calls: readonly TrailCall[]): AgentRun[] {
  const runs: AgentRun[] = []
  steps.forEach((step, i) => {
    if (step.what !== 'started') return
    const run = newRun(step)
    const end = endOf(step, steps.slice(i + 1))
    if (end) Object.assign(run, { finishedAt: end.at, outcome: end.what, cpuSeconds: end.cpuSeconds, agent: run.agent ?? end.agent })
    runs.push(run)
  })
  const holding = (at: number, run: string | null) =>
    runs.findLast(({ runId, startedAt, finishedAt }) => (run === null || runId === run) && startedAt <= at && at <= (finishedAt ?? startedAt + openRunMs))
  for (const { at, pico, grade } of calls) {
    const run = holding(at, null)
    if (!run) continue
    run.calls++
    run.llm += pico
    run.grade = weakerGrade(run.grade, grade)
  }
  for (const { what, at, run, ref } of steps) if (what === 'charge' && ref !== null) (runs.find(({ runId }) => run !== null && runId === run) ?? holding(at, null))?.charges.push(ref)
  return runs
}
