import { flag, type Batch } from './batch'
import { accountOf, type Accounts } from './cells-accounts'
import { placeBefore, type PriceCalendar, type PriceTimes } from './cells-epochs'

const dayMs = 86_400_000

/** Accounts of a batch’s calls: a million calls have a handful. */
export class BatchAccounts {
  /** By series, flags, threshold and time of day. */
  private readonly known = new Map<number, number>()
  private readonly times: PriceTimes[]

  constructor(
    private readonly batch: Batch,
    private readonly accounts: Accounts,
    calendar: PriceCalendar,
  ) {
    this.times = batch.series.map(({ provider, model }) => calendar.of(provider, model))
  }

  /** Its number. */
  of(call: number): number {
    const { calls } = this.batch
    const series = calls.series[call]!
    const { thresholds, daily } = this.times[series]!
    const flags = calls.flags[call]! & (flag.reported | flag.inconsistent)
    const above = thresholds.length === 0 ? -1 : thresholds.findIndex((threshold) => calls.totalIn[call]! > threshold)
    const part = daily.length === 0 ? -1 : placeBefore(daily, (calls.at[call]! % dayMs) / 1000)
    const key = ((series * 8 + flags) * 64 + above + 1) * 64 + part + 1
    let account = this.known.get(key)
    if (account === undefined) this.known.set(key, (account = this.newAccount(series, flags, thresholds[above] ?? 0, daily[part] ?? null)))
    return account
  }

  private newAccount(series: number, flags: number, step: number, daily: number | null): number {
    const own = { step, daily, reported: (flags & flag.reported) !== 0, inconsistent: (flags & flag.inconsistent) !== 0 }
    return this.accounts.numberOf(accountOf(this.batch.series[series]!, own))
  }
}
