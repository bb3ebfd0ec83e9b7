import type { z } from 'zod'
import type { agentRunView } from '../../shared/costs'
import { cpuCost, formatUsd, parseUsd, type Pico } from './money'
import type { AgentRun } from './question'

export type AgentRunView = z.infer<typeof agentRunView>

/** What a charge brought after Stripe’s fees, in dollars; null where Stripe hasn’t said so yet. */
export type NetOfCharge = (charge: string) => Pico | null

/** What a run earned, less all it cost. One that names no charge, or one of which nothing is known, has no margin rather than a wrong one. */
export function runView(run: AgentRun, cpuUsdPerHour: string, netOf: NetOfCharge): AgentRunView {
  const cpu = cpuCost(run.cpuSeconds, parseUsd(cpuUsdPerHour))
  const earned = earnedBy(run, netOf)
  return {
    job: run.job,
    agent: run.agent,
    runId: run.runId,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    outcome: run.outcome,
    llmUsd: formatUsd(run.llm),
    cpuUsd: formatUsd(cpu),
    earnedUsd: earned === null ? null : formatUsd(earned),
    marginUsd: earned === null ? null : formatUsd(earned - run.llm - cpu),
    grade: run.grade,
  }
}

function earnedBy({ charges }: AgentRun, netOf: NetOfCharge): Pico | null {
  const nets = [...new Set(charges)].map(netOf)
  return nets.length === 0 || nets.includes(null) ? null : nets.reduce<Pico>((sum, net) => sum + net!, 0n)
}
