import { coveredWith, windowsToRead } from '../../core/bills/due'
import { periodAt, type Span } from '../../core/costs/periods'
import { plural } from '../../shared/format'
import { ok, type Result } from '../../shared/result'
import { mostDays, openaiBills } from '../providers/openai'
import { dayMs, historyMs, type BillSource, type NotReady, type Outcome, type Ready, type SourcePorts } from './bill-source'
import { Pace } from './pace'

const gapMs = 300
/** Today and the three days before still change. */
const overlapMs = 4 * dayMs

export class OpenaiSource implements BillSource {
  readonly id = 'openai'
  readonly title = 'OpenAI’s bill'

  constructor(private readonly ports: SourcePorts) {}

  setUp(): Ready | NotReady {
    const key = this.ports.secrets.get('openaiAdminKey')
    return key ? { key, about: '' } : { state: 'off', words: 'No admin key, so what OpenAI bills isn’t known.', hint: 'Settings › OpenAI: add an admin key (sk-admin-…).' }
  }

  async read({ key }: Ready, covered: Span | null, covers: (covered: Span) => void): Promise<Result<Outcome>> {
    const pace = new Pace(gapMs, this.ports.wait)
    let known = covered
    for (const span of windowsToRead(covered, { ...this.span(), stepMs: mostDays * dayMs, overlapMs })) {
      const costs = await pace.pages((cursor) => openaiBills(this.ports.ask()).costs(key, { span, cursor }))
      if (!costs.ok) return costs
      const usage = await pace.pages((cursor) => openaiBills(this.ports.ask()).usage(key, { span, cursor }))
      if (!usage.ok) return usage
      this.ports.bills.replaceOpenai(span, costs.value, usage.value)
      covers((known = coveredWith(known, span)))
    }
    return ok({ covered: known, lacking: null })
  }

  words(): string {
    const { days, foreign } = this.ports.bills.openaiFacts(this.span())
    return `${plural(days, 'day')} billed${foreign > 0 ? `; ${plural(foreign, 'line')} not in dollars: not counted` : ''}`
  }

  /** Whole UTC days, today included. */
  private span(): Span {
    const now = this.ports.clock.now()
    return { from: periodAt('day', now - historyMs).from, to: periodAt('day', now).to }
  }
}
