import type { PriceTable } from '../../core/costs/prices'
import type { PeriodTotals } from '../../core/costs/ledger'
import type { Span } from '../../core/costs/periods'
import type { Format } from '../../core/plugin'
import { SelfHealLedger, type SelfHealFigures } from '../../core/self-heal'
import type { Settings } from '../../shared/settings'
import { LogReader, type LogSource } from './log-reader'

/** What costs are read from: the console's own ticks, and the watched folder. The rotated log comes first: it is older. */
export const logSources = (ownLogs: string, watched: string | null): LogSource[] => [
  { folder: ownLogs, only: ['scheduler.log.1', 'scheduler.log'] },
  ...(watched ? [{ folder: watched }] : []),
]

/** Where the figures come from: the console's own ticks (its CPU time) and the watched folder's logs. */
export class CostSource {
  private reader: LogReader
  private selfHeals: SelfHealLedger
  private readFrom = ''
  private wasRead = false

  constructor(
    private readonly prices: PriceTable,
    private readonly formats: readonly Format[],
    private readonly sources: () => LogSource[],
  ) {
    this.selfHeals = new SelfHealLedger(prices)
    this.reader = this.newReader()
  }

  async refresh(): Promise<void> {
    const sources = this.sources()
    const from = JSON.stringify(sources)
    // Another folder is another ledger.
    if (from !== this.readFrom) this.reader = this.newReader()
    this.readFrom = from
    const { reader } = this
    await reader.read(sources)
    // Another folder may have been chosen meanwhile.
    if (reader === this.reader) this.wasRead = true
  }

  /** What needed healing, from the same lines; null until they have been read once. `now` is UTC epoch ms. */
  heals(now: number): SelfHealFigures | null {
    return this.wasRead ? this.selfHeals.figures(now) : null
  }

  private newReader(): LogReader {
    const selfHeals = new SelfHealLedger(this.prices)
    this.selfHeals = selfHeals
    this.wasRead = false
    return new LogReader(this.prices, this.formats, (record) => selfHeals.add(record))
  }

  get ledger() {
    return this.reader.ledger
  }

  get badLines(): number {
    return this.reader.badLines
  }

  between({ from, to }: Span, settings: Settings): PeriodTotals {
    return this.reader.ledger.between(from, to, settings.costs.cpuUsdPerHour)
  }

  /** What the figures are made from, for people. */
  words(settings: Settings): string[] {
    const cpu = `CPU time at $${settings.costs.cpuUsdPerHour} per vCPU-hour`
    const calls = settings.watch.logDir ? `model calls in ${settings.watch.logDir}` : 'no model calls: no log folder is watched'
    return [cpu, calls, 'Stripe fees aren’t read yet']
  }
}
