import type { IncidentCost } from '../../shared/incidents'
import type { Grade, Incident } from '../../shared/model'
import { failuresOf } from '../costs/failures'
import type { Span } from '../costs/periods'
import type { AgentRun } from '../costs/question'
import { weakerGrade } from '../costs/report-sums'
import type { SelfHealFigures } from '../self-heal'

export interface IncidentCostFacts {
  /** While it was open; half-open, UTC epoch ms. */
  span: Span
  /** Runs of jobs that began in the span. */
  runs: readonly AgentRun[]
  /** null: logs haven’t been read yet. */
  heals: SelfHealFigures | null
  /** Jobs that called the provider this incident is about; null where it is about none. */
  callers: ReadonlySet<string> | null
  cpuUsdPerHour: string
}

type Wanted = (job: string) => boolean

/** What failures cost while an incident was open: of the jobs it is about where that is known, else of all of them. */
export function incidentCost(incident: Incident, facts: IncidentCostFacts): IncidentCost {
  const direct = touching(incident, facts)
  const own = direct && costOf(incident, facts, direct)
  if (own && own.rows.length > 0) return { link: 'direct', ...own }
  const all = costOf(incident, facts, () => true)
  if (all.rows.length > 0) return { link: 'meanwhile', ...all }
  return { link: facts.runs.length > 0 ? 'none' : 'unknown', ...all }
}

/** Which jobs an incident is about; null where nobody can tell. */
function touching({ rule, target, component }: Incident, { runs, callers }: IncidentCostFacts): Wanted | null {
  if (rule === 'self-heal') return target === 'jobs' ? () => true : (job) => target === `job:${job}`
  if (component !== 'stripe') return callers && ((job) => callers.has(job))
  const earning = new Set(runs.filter(({ charges }) => charges.length > 0).map(({ job }) => job))
  return (job) => earning.has(job)
}

/** Attempts at healing are known for the last 24 h as a whole: they count only where that is what the incident is about. */
function costOf({ rule }: Incident, { span, runs, heals, cpuUsdPerHour }: IncidentCostFacts, wanted: Wanted): Omit<IncidentCost, 'link'> {
  const failed = runs.filter(({ job, outcome }) => outcome === 'failed' && wanted(job))
  const healed = rule === 'self-heal' && heals ? { ...heals, jobs: heals.jobs.filter(({ job }) => wanted(job)) } : null
  const { usd, rows } = failuresOf({ span, runs: failed, heals: healed, incidents: [], cpuUsdPerHour })
  const parts = [...failed, ...(healed?.jobs ?? [])].filter(({ job }) => rows.some((row) => row.job === job))
  return { usd, grade: parts.reduce<Grade>((sum, one) => weakerGrade(sum, one.grade), 'reported'), rows: rows.map(({ job, attempts, usd: spent }) => ({ job, attempts, usd: spent })) }
}
