import type { Series } from './batch'
import { Damaged } from './cells-bytes'
import type { Kind } from './question'

/** What all entries of a cell share beside their time: a sum over one account is linear in its amounts within one price epoch. */
export interface Account extends Series {
  kind: Extract<Kind, 'llm' | 'cpu'>
  /** What told of it. */
  source: 'call' | 'job' | 'tick'
  /** Of the model's long-context thresholds; 0 for none. */
  step: number
  /** For models whose prices depend on the time of day: seconds since 00:00 UTC at which the price that was in force begins. */
  daily: number | null
  /** The provider said what it cost. */
  reported: boolean
  /** Told again by a line that has no id: perhaps another call, perhaps the same. */
  repeated: boolean
  /** The line contradicts itself. */
  inconsistent: boolean
}

export const accountOf = (series: Series, own: Partial<Account> = {}): Account => ({
  ...series,
  kind: 'llm',
  source: 'call',
  step: 0,
  daily: null,
  reported: false,
  repeated: false,
  inconsistent: false,
  ...own,
})

export const noSeries: Series = { provider: '', model: '', serviceTier: null, batch: false, region: null, job: null, agent: null }

const keyOf = (account: Account): string =>
  JSON.stringify([
    account.kind, account.source, account.provider, account.model, account.serviceTier, account.batch, account.region, account.step, account.daily, account.job, account.agent,
    account.reported, account.repeated, account.inconsistent,
  ])

/** Accounts by number, so that a cell and an id need but that. */
export class Accounts {
  readonly all: Account[] = []
  private readonly numbers = new Map<string, number>()

  numberOf(account: Account): number {
    const key = keyOf(account)
    let number = this.numbers.get(key)
    if (number === undefined) this.numbers.set(key, (number = this.all.push(account) - 1))
    return number
  }

  at(number: number): Account {
    const account = this.all[number]
    if (!account) throw new Damaged(`there is no account ${number}`)
    return account
  }

  /** The account for what is told again. */
  repeatedOf(number: number): number {
    return this.numberOf({ ...this.at(number), repeated: true })
  }
}
