import type { Clock } from '../../core/io'
import type { Settings } from '../../shared/settings'
import { openBook, type BookScripts, type OpenBook } from '../costs/open-book'
import { loadPrices } from '../prices'
import type { BillsPort } from './bills-port'
import { sourcesOf } from './log-sources'
import { Spending } from './spending'
import type { SpendingWatch } from './spending-watch'

export interface SpendingOptions {
  settings(): Settings
  clock: Clock
  /** Folder of the console’s own logs. */
  logs: string
  /** Path of the book’s database; null for one in memory, that is read anew each time. */
  database: string | null
  bills: BillsPort
  watch: SpendingWatch | null
  /** Of its threads; null: logs are read on this one. */
  scripts: BookScripts | null
  /** Reads new lines as they are written. */
  follow: boolean
}

export interface OpenSpending {
  spending: Spending
  book: OpenBook
  /** Goes by the settings as they are now; false when they say what they said. */
  reconsider(): Promise<boolean>
  /** What is wrong with the user’s price file, and what people should know of the book. */
  notes(): Promise<string[]>
}

/** What the book hangs on; a change of it is told to the book. */
const wantedBy = ({ costs, watch }: Settings): string => JSON.stringify([costs.zone, costs.priceOverlay, watch.logDir])

/** Opens the book of the console's own logs and the watched folder. */
export async function openSpending({ settings, clock, logs, database, scripts, bills, watch, follow }: SpendingOptions): Promise<OpenSpending> {
  let wanted = wantedBy(settings())
  let prices = await loadPrices({ overlayFile: settings().costs.priceOverlay })
  const config = () => ({ sources: sourcesOf(logs, settings().watch.logDir), prices: prices.table, zone: settings().costs.zone })
  const book = await openBook({ ...config(), database, scripts, watch: follow, isOpenedLater: follow })
  return {
    spending: new Spending({ book, bills, prices: () => prices.table, clock, settings, watch, logs }),
    book,
    async reconsider() {
      if (wanted === (wanted = wantedBy(settings()))) return false
      prices = await loadPrices({ overlayFile: settings().costs.priceOverlay })
      await book.configure(config())
      return true
    },
    notes: async () => [...prices.problems.map(({ place, words }) => `Prices of your own, ${place}: ${words}`), ...(await book.notes())],
  }
}
