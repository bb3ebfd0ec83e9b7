import { coveredWith, windowsToRead } from '../../core/bills/due'
import { stripeFees } from '../../core/bills/stripe-fees'
import type { BalanceRow } from '../../core/bills/stripe-rows'
import { formatUsd } from '../../core/costs/money'
import type { Span } from '../../core/costs/periods'
import { plural } from '../../shared/format'
import { ok, type Result } from '../../shared/result'
import { stripeBills } from '../providers/stripe'
import { dayMs, historyMs, inWords, type BillSource, type NotReady, type Outcome, type Ready, type SourcePorts } from './bill-source'
import { Pace } from './pace'

export interface StripeReady extends Ready {
  /** Real money. */
  live: boolean
}

/** Stripe takes 25 requests a second in test mode, from everyone together. */
const gapMs = 100
const stepMs = 31 * dayMs
/** Rows may appear late, and this computer’s clock may be a little behind. */
const overlapMs = 4 * dayMs
const aheadMs = dayMs
/** Charges that are older than this and have no balance transaction won’t get one. */
const pendingMs = 14 * dayMs

export class StripeSource implements BillSource<StripeReady> {
  readonly id = 'stripe'
  readonly title = 'Stripe'

  constructor(private readonly ports: SourcePorts) {}

  setUp(): StripeReady | NotReady {
    const { settings, secrets } = this.ports
    const key = secrets.get('stripeKey')
    if (!settings().stripe.enabled) return { state: 'off', words: 'Switched off, so its fees aren’t known.', hint: null }
    if (!key) return { state: 'off', words: 'Not connected, so its fees aren’t known.', hint: 'Settings › Stripe: connect it.' }
    return { key, about: '', live: key.includes('_live_') }
  }

  async read(ready: StripeReady, covered: Span | null, covers: (covered: Span) => void): Promise<Result<Outcome>> {
    const { bills, clock } = this.ports
    const pace = new Pace(gapMs, this.ports.wait)
    const now = clock.now()
    let known = covered
    let lacking: string | null = null
    for (const window of windowsToRead(covered, { from: now - historyMs, to: now + aheadMs, stepMs, overlapMs })) {
      const rows = await this.rows(ready, window, pace, lacking === null)
      if (!rows.ok) return rows
      bills.replaceStripe(window, ready.live, rows.value.rows)
      lacking = rows.value.lacking ?? lacking
      covers((known = coveredWith(known, window)))
    }
    const pending = await this.readPending(ready, now, pace)
    return pending.ok ? ok({ covered: known, lacking: [lacking, pending.value, ...this.leftOut(ready.live, now)].filter(Boolean).join(' ') || null }) : pending
  }

  /** What of all that is known is in no dollar total, in words. */
  private leftOut(live: boolean, now: number): string[] {
    const { bills, settings } = this.ports
    const rows = bills.stripe({ from: now - historyMs, to: now + aheadMs }, live)
    const pending = bills.pending().filter((charge) => charge.live === live)
    const { currencies, unestimated } = stripeFees(rows, { pending, lately: rows, country: settings().costs.stripeCountry })
    const foreign = currencies.filter(({ notConverted }) => notConverted.rows > 0).map(({ currency, notConverted }) => `${currency} ${formatUsd(notConverted.pico)}`)
    return [
      ...(foreign.length > 0 ? [`Fees not in dollars: ${foreign.join(', ')}. They are in no total.`] : []),
      ...(unestimated.length > 0 ? [`The fees of ${plural(unestimated.length, 'charge')} that aren’t settled yet can’t be estimated in dollars.`] : []),
    ]
  }

  words({ live }: StripeReady): string {
    const { bills, clock } = this.ports
    const now = clock.now()
    const { rows, bad } = bills.stripeFacts({ from: now - historyMs, to: now + aheadMs }, live)
    return [
      `${plural(rows, 'balance transaction')}${live ? '' : ', test money'}`,
      ...(bad > 0 ? [`${plural(bad, 'row')} whose net isn’t amount less fee: not counted`] : []),
    ].join('; ')
  }

  /** A key that may not see what a row is about can still read the row. */
  private async rows({ key, live }: StripeReady, span: Span, pace: Pace, expand: boolean): Promise<Result<{ rows: BalanceRow[]; lacking: string | null }>> {
    const read = (expanded: boolean) => pace.pages((cursor) => stripeBills(this.ports.ask()).balanceTransactions(key, { span, cursor, expand: expanded, live }))
    const whole = await read(expand)
    if (whole.ok) return ok({ rows: whole.value, lacking: null })
    if (!expand || whole.error.code !== 'permission_missing') return whole
    const plain = await read(false)
    return plain.ok ? ok({ rows: plain.value, lacking: `Refunds and disputes can’t be put to their charges. ${inWords(whole.error)}` }) : plain
  }

  /** What is lacking, in words. */
  private async readPending({ key }: StripeReady, now: number, pace: Pace): Promise<Result<string | null>> {
    const span = { from: now - pendingMs, to: now + aheadMs }
    const charges = await pace.pages((cursor) => stripeBills(this.ports.ask()).pendingCharges(key, { span, cursor }))
    const refused = !charges.ok && charges.error.code === 'permission_missing'
    if (!charges.ok && !refused) return charges
    this.ports.bills.replacePending(charges.ok ? charges.value : [])
    return ok(charges.ok ? null : `Fees of charges that aren’t settled yet can’t be estimated. ${inWords(charges.error)}`)
  }
}
