import { bridge } from '../../core/bills/bridge'
import { bridgeView } from '../../core/bills/bridge-view'
import type { BilledLine } from '../../core/bills/bridge-cells'
import type { BillsTold } from '../../core/bills/compose'
import { financeSums } from '../../core/bills/finance-sums'
import type { BalanceRow } from '../../core/bills/stripe-rows'
import { moneyOfCharges, stripeFees, type ChargeMoney, type StripeFees } from '../../core/bills/stripe-fees'
import { dayName, periodAt, type Span } from '../../core/costs/periods'
import type { AnswerRow } from '../../core/costs/question'
import type { Clock } from '../../core/io'
import type { BridgeView, CostSource } from '../../shared/costs'
import type { FinanceColumns } from '../../shared/ipc'
import type { Result } from '../../shared/result'
import type { Settings } from '../../shared/settings'
import { pause } from '../pause'
import type { CallRules } from '../providers/call'
import type { OpenaiCost, OpenaiUsage } from '../providers/openai'
import type { Secrets } from '../secrets'
import type { Store } from '../store/store'
import { BillReading } from './bill-reading'
import { dayMs, type Ready, type SourcePorts } from './bill-source'
import { BillStore } from './bill-store'
import { FinanceSource, type FinanceReady } from './finance-source'
import { OpenaiSource } from './openai-source'
import { StripeSource, type StripeReady } from './stripe-source'

export interface BillsPorts {
  store: Pick<Store, 'sql' | 'transaction'>
  settings(): Settings
  secrets: Pick<Secrets, 'get'>
  /** Rules for one call, with a deadline from now on. */
  ask(): CallRules
  clock: Clock
  onBug(where: string, error: unknown): void
  /** Something is known that wasn’t, or isn’t any more. */
  onChange(): void
  /** Between calls to one provider; the real time where it is left out. */
  wait?(ms: number): Promise<void>
}

const never = new AbortController().signal
/** Where a pending charge’s balance transaction, or a rate of exchange, is looked for. */
const latelyMs = 60 * dayMs

/** What providers billed and what the Finance table says: read now and then, kept, and answered from what is kept. */
export class Bills {
  private readonly bills: BillStore
  private readonly financeSource: FinanceSource
  private readonly stripe: BillReading<StripeReady>
  private readonly table: BillReading<FinanceReady>
  private readonly openai: BillReading<Ready>

  constructor(private readonly ports: BillsPorts) {
    const { settings, secrets, clock, onChange } = ports
    this.bills = new BillStore(ports.store)
    const wait = ports.wait ?? ((ms: number) => pause(ms, ports.ask().ended ?? never))
    const parts: SourcePorts = { bills: this.bills, settings, secrets, clock, wait, ask: ports.ask }
    const about = { bills: this.bills, clock, onChange, isEnding: () => ports.ask().ended?.aborted === true }
    this.stripe = new BillReading(new StripeSource(parts), about)
    this.financeSource = new FinanceSource(parts)
    this.table = new BillReading(this.financeSource, about)
    this.openai = new BillReading(new OpenaiSource(parts), about)
  }

  /** Reads what is due, all providers at once; `byHand`: also what isn’t due, or what was refused. Never rejects. */
  async refresh({ byHand }: { byHand: boolean }): Promise<void> {
    await Promise.all(this.readings().map((reading) => reading.refresh(byHand).catch((error: unknown) => this.ports.onBug(`bills of ${reading.source.title}`, error))))
  }

  /** Where each of them stands, in the order they are shown. */
  states(): CostSource[] {
    return this.readings().map((reading) => reading.state())
  }

  /** Settles when nothing is under way any more: the database may be closed then. Calls break off when their rules say so. */
  async settled(): Promise<void> {
    await Promise.all(this.readings().map((reading) => reading.settled()))
  }

  /** What Stripe kept in the span, as far as it has been read with the present key. */
  fees(span: Span): StripeFees {
    const { clock, settings } = this.ports
    const live = this.stripe.current()?.ready.live ?? null
    const pending = this.bills.pending().filter((charge) => charge.live === live && isIn(span, charge.at))
    const lately = pending.length > 0 ? this.stripeRows({ from: clock.now() - latelyMs, to: Infinity }) : []
    return stripeFees(this.stripeRows(span), { pending, lately, country: settings().costs.stripeCountry })
  }

  /** What each charge brought after fees, refunds and disputes; null for one where that isn’t known in dollars. */
  charges(): Map<string, ChargeMoney | null> {
    return moneyOfCharges(this.stripeRows({ from: 0, to: Infinity }))
  }

  /** What the Finance table says of the span. */
  finance(span: Span): BillsTold['finance'] {
    const known = this.table.current()?.read.at ?? null
    const sums = financeSums(known === null ? [] : this.bills.finance(), span, this.ports.settings().costs.zone)
    return { ...sums, away: this.table.isAway() }
  }

  /** What OpenAI billed on the UTC days of the span, in dollars. */
  openaiDays(span: Span): BilledLine[] {
    const costs = this.openaiLines(span).filter(({ currency }) => currency === 'USD')
    return costs.map(({ day, lineItem, pico, quantity, unit }) => ({ day: dayName(day), lineItem, pico, quantity, unit }))
  }

  /** How many requests and tokens OpenAI counts on the UTC days of the span, by model and tier. */
  openaiUsage(span: Span): OpenaiUsage[] {
    return this.bills.openaiUsage(common(span, coveredBy(this.openai)))
  }

  /**
   * Our figures against OpenAI’s bill, on those whole UTC days of the span that are over and billed; null where there are none. `ours`:
   * OpenAI’s rows of an answer by UTC day and model.
   */
  openaiBridge(ours: readonly Pick<AnswerRow, 'key' | 'pico' | 'tokens'>[], span: Span): BridgeView | null {
    const today = periodAt('day', this.ports.clock.now()).from
    const { from, to } = common({ from: periodAt('day', span.from + dayMs - 1).from, to: Math.min(today, periodAt('day', span.to).from) }, coveredBy(this.openai))
    if (to <= from) return null
    const within = ours.filter(({ key }) => isIn({ from, to }, Date.parse(key.day ?? '')))
    return bridgeView(bridge(within, this.openaiDays({ from, to })), 'openai', { from, to })
  }

  /** What each of them says of the span. */
  told(span: Span): BillsTold {
    const openai = this.openaiLines(span).map(({ day, currency, pico }) => ({ at: day, pico: currency === 'USD' ? pico : null }))
    return { finance: this.finance(span), stripe: this.fees(span), openai }
  }

  private readings() {
    return [this.stripe, this.table, this.openai] as const
  }

  private openaiLines(span: Span): OpenaiCost[] {
    return this.bills.openaiCosts(common(span, coveredBy(this.openai)))
  }

  private stripeRows(span: Span): BalanceRow[] {
    const current = this.stripe.current()
    return current ? this.bills.stripe(common(span, current.read.covered), current.ready.live) : []
  }

  /** The chosen table’s columns, with values of its newest rows and what each is taken for. */
  financeColumns(): Promise<Result<FinanceColumns>> {
    return this.financeSource.choices()
  }
}

const coveredBy = (reading: Pick<BillReading<Ready>, 'current'>): Span | null => reading.current()?.read.covered ?? null
const isIn = ({ from, to }: Span, at: number): boolean => at >= from && at < to

/** What both hold; nothing where they hold nothing in common. */
const common = (span: Span, covered: Span | null): Span => (covered ? { from: Math.max(span.from, covered.from), to: Math.min(span.to, covered.to) } : { from: 0, to: 0 })
