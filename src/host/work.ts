import { isoWeek, periodAt } from '../core/costs/periods'
import { briefMessage } from '../core/messages'
import { jobs, latestDue } from '../core/schedule'
import { plural } from '../shared/format'
import type { Clock } from '../core/io'
import type { Console } from './console'
import type { DataDesk } from './data/data-desk'
import { keepHistory } from './history/retention'
import type { Outbox } from './outbox'
import type { OwnTicks } from './own-ticks'
import type { Spending } from './spending/spending'
import type { Work } from './scheduler'
import type { Store } from './store/store'
import { writeWeeklySummary } from './weekly-summary'

export interface WorkParts {
  console: Console
  ticks: OwnTicks
  spending: Spending
  /** Writes down the CPU time of watched programs. */
  readProcesses(): Promise<void>
  outbox: Outbox
  store: Store
  clock: Clock
  data: Pick<DataDesk, 'daily'>
}

/** What comes within this time after a week’s end belongs to it. */
const settleMs = 300_000
const weeklySummary = jobs.find(({ id }) => id === 'weekly-summary')!

/**
 * Seals a week that ends at another time than UTC’s, five minutes after its end; to be asked every minute. The job of Monday 00:05 UTC makes up for
 * one that nobody was there for.
 */
function sealer(spending: Spending, clock: Clock): () => Promise<string | null> {
  let week: string | null = null
  return async () => {
    const { zone } = spending.ports.settings().costs
    const at = clock.now() - settleMs
    const before = week
    week = isoWeek(at, zone)
    const isDue = before !== null && before !== week && periodAt('week', at, zone).from > latestDue(weeklySummary.timing, at)
    return isDue ? writeWeeklySummary(spending, at) : null
  }
}

/** What each job of core/schedule.ts does when it is due. */
export function workOf({ console, ticks, spending, readProcesses, outbox, store, clock, data }: WorkParts): Record<string, Work> {
  const sealAtWeeksEnd = sealer(spending, clock)
  return {
    tick: async () => {
      ticks.tick()
      await readProcesses()
      // Never rejects, and a tick doesn’t wait for a provider.
      void spending.ports.bills.refresh()
      await console.refreshCosts()
      return sealAtWeeksEnd()
    },
    'daily-probe': async () => {
      await console.look({ reason: 'schedule', gently: true })
      return console.snapshot().headline
    },
    'ceo-brief': async ({ late }) => {
      const brief = await console.composeBrief({ keep: true })
      outbox.post(briefMessage(brief, late))
      return brief.headline
    },
    'weekly-summary': ({ dueAt }) => writeWeeklySummary(spending, dueAt),
    backup: async () => {
      const made = await data.daily()
      const { message, hint } = made.ok ? { message: made.value, hint: null } : made.error
      console.setNote('backup', made.ok || made.error.code === 'cancelled' ? null : { severity: 'warning', message: `The daily backup couldn’t be made. ${message}`, hint, action: { label: 'Settings', do: { kind: 'settings', section: 'data' } } })
      return message
    },
    retention: async () => {
      const { folded, dropped } = await keepHistory(store, { now: clock.now(), ...spending.ports.settings().data })
      return `${plural(folded, 'old sample')} kept as hours, ${plural(dropped, 'old row')} dropped`
    },
  }
}
