import { briefMessage } from '../core/messages'
import type { Clock } from '../core/io'
import type { Settings } from '../shared/settings'
import type { Console } from './console'
import type { CostSource } from './costs/cost-source'
import type { Outbox } from './outbox'
import type { OwnTicks } from './own-ticks'
import type { Work } from './scheduler'
import type { Store } from './store/store'
import { writeWeeklySummary } from './weekly-summary'

export interface WorkParts {
  console: Console
  ticks: OwnTicks
  costs: CostSource
  outbox: Outbox
  store: Store
  clock: Clock
  settings(): Settings
  logs: string
}

/** Raw samples and settled messages are kept this long. */
const keepDays = 30
const dayMs = 86_400_000

/** What each job of core/schedule.ts does when it is due. */
export function workOf({ console, ticks, costs, outbox, store, clock, settings, logs }: WorkParts): Record<string, Work> {
  return {
    tick: async () => {
      ticks.tick()
      await console.refreshCosts()
      return null
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
    'weekly-summary': ({ dueAt }) => writeWeeklySummary(costs, settings(), logs, dueAt),
    retention: async () => `${await store.prune(clock.now() - keepDays * dayMs)} old rows dropped`,
  }
}
