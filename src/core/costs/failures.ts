import type { CostsView } from '../../shared/costs'
import type { Incident } from '../../shared/model'
import type { SelfHealFigures } from '../self-heal'
import { cpuCost, formatUsd, parseUsd, type Pico } from './money'
import type { Span } from './periods'
import type { AgentRun } from './question'

export type FailureView = CostsView['failures']

interface Failed {
  attempts: number
  pico: Pico
}

export interface FailureFacts {
  span: Span
  /** Those that began in the span. */
  runs: readonly AgentRun[]
  heals: SelfHealFigures | null
  incidents: readonly Incident[]
  cpuUsdPerHour: string
}

/**
 * What failures cost, dearest job first: runs that failed, and attempts at healing. A retry that failed is in both, so of a job the
 * larger figure counts, never their sum.
 */
export function failuresOf({ span, runs, heals, incidents, cpuUsdPerHour }: FailureFacts): FailureView {
  const rate = parseUsd(cpuUsdPerHour)
  const byJob = new Map<string, Failed>()
  for (const { job, llm, cpuSeconds } of runs.filter(({ outcome }) => outcome === 'failed')) {
    const before = byJob.get(job) ?? { attempts: 0, pico: 0n }
    byJob.set(job, { attempts: before.attempts + 1, pico: before.pico + llm + cpuCost(cpuSeconds, rate) })
  }
  for (const { job, lastAt, attempts24h, burned24hUsd } of heals?.jobs ?? []) {
    if (lastAt < span.from || lastAt >= span.to) continue
    const { attempts, pico } = byJob.get(job) ?? { attempts: 0, pico: 0n }
    const burned = parseUsd(burned24hUsd)
    byJob.set(job, { attempts: Math.max(attempts, attempts24h), pico: burned > pico ? burned : pico })
  }
  const rows = [...byJob].toSorted(([a, one], [b, other]) => Number(other.pico - one.pico) || a.localeCompare(b))
  return {
    usd: formatUsd(rows.reduce((sum, [, { pico }]) => sum + pico, 0n)),
    rows: rows.map(([job, { attempts, pico }]) => ({ job, attempts, usd: formatUsd(pico), incident: incidentOf(job, incidents) })),
  }
}

/** The one about this job, else the one about all of them. */
const incidentOf = (job: string, incidents: readonly Incident[]): string | null => {
  const healing = incidents.filter(({ rule }) => rule === 'self-heal')
  return (healing.find(({ target }) => target === `job:${job}`) ?? healing.find(({ target }) => target === 'jobs'))?.id ?? null
}
