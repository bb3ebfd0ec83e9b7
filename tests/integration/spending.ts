import { onTestFinished } from 'vitest'
import type { PriceTable } from '../../src/core/costs/prices'
import type { Clock } from '../../src/core/io'
import type { LogSource } from '../../src/host/costs/book'
import { openBook } from '../../src/host/costs/open-book'
import { noBills, type BillsPort } from '../../src/host/spending/bills-port'
import { Spending } from '../../src/host/spending/spending'
import type { SpendingWatch } from '../../src/host/spending/spending-watch'
import type { Settings } from '../../src/shared/settings'

export const noPrices: PriceTable = { source: '', version: '', sha256: '', providers: {} }

interface Own {
  sources?: readonly LogSource[]
  prices?: PriceTable
  bills?: BillsPort
  watch?: SpendingWatch
  logs?: string
}

/** A book of these logs in memory, with bills beside it; closed when the test ends. */
export async function spendingOn(clock: Clock, settings: () => Settings, { sources = [], prices = noPrices, bills = noBills, watch, logs = '' }: Own = {}): Promise<Spending> {
  const book = await openBook({ sources, prices, zone: settings().costs.zone, database: null, scripts: null, now: () => clock.now() })
  onTestFinished(() => book.close())
  return new Spending({ book, bills, prices: () => prices, clock, settings, watch: watch ?? null, logs })
}
