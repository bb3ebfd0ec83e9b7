import { healFigures, type JobAttempts, type SelfHealFigures } from '../self-heal'

const dayMs = 86_400_000

/** What needed healing, as it stood at each moment of the past. */
export class HealReplay {
  /** When figures change by themselves or by an attempt, oldest first. */
  private readonly edges: readonly number[]
  private known: { figures: SelfHealFigures; from: number; to: number } | null = null

  constructor(private readonly jobs: readonly JobAttempts[]) {
    const attempts = jobs.flatMap((job) => job.attempts.map(({ at }) => at))
    this.edges = [...attempts, ...attempts.map((at) => at + dayMs)].toSorted((a, b) => a - b)
  }

  /** By the attempts made until then; UTC epoch ms. */
  at(now: number): SelfHealFigures {
    if (!this.known || now < this.known.from || now >= this.known.to) {
      const to = this.edges.find((edge) => edge > now) ?? Infinity
      this.known = { figures: healFigures(this.madeBy(now), now), from: now, to }
    }
    return this.known.figures
  }

  private madeBy(now: number): JobAttempts[] {
    return this.jobs.map(({ job, attempts }) => ({ job, attempts: attempts.filter(({ at }) => at <= now) })).filter(({ attempts }) => attempts.length > 0)
  }
}
