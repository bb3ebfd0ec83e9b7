import { demoLooked } from '../../core/demo/looked'
import { measuredAt } from '../../core/demo/looks'
import { dayMs, firstDay } from '../../core/demo/past'
import type { DemoView } from '../../shared/demo'
import type { DemoCue } from '../../shared/demo-cues'
import { ok } from '../../shared/result'
import type { Engine, Platform } from '../engine'
import { systemClock } from '../io/clock'
import type { Paths } from '../paths'
import { demoCredentials } from './credentials'
import { Director } from './director'
import { historyDays, readDemo, type KeptDemo } from './folder'
import { LiveLog } from './live-log'
import { madeUpIo } from './made-up-io'
import { makeWorkspace } from './make-workspace'
import { memoryVault } from './memory-vault'
import { personAtBrowser } from './person'
import { openStandIns } from './stand-ins'
import { watchedFolder } from './write-workspace'

export interface DemoOptions {
  paths: Paths
  seed: number
  /** Port of the API where one is wished for. */
  env: NodeJS.ProcessEnv
  onView(view: DemoView): void
}

export interface Demo {
  /** What takes the place of the real outside. */
  platform: Pick<Platform, 'env' | 'vault' | 'originMap' | 'openInBrowser' | 'around'>
  /** The way to the desktop, for which it is no fault of a demo where there is none. */
  showing(show: Platform['showNotification']): Platform['showNotification']
  /** Begins to live once there is an engine. */
  begin(engine: Lived): void
  view(): DemoView
  /** A person’s cue: from now on nothing happens by itself. */
  give(cue: DemoCue): void
  close(): Promise<void>
}

/** What a demo needs of the engine it lives with. */
type Lived = Pick<Engine, 'console' | 'spending' | 'bills' | 'onBug'>
type Showing = NonNullable<Platform['showNotification']>

/** Notifications of a demo are no reason to complain of a desktop that shows none. */
const showing =
  (show: Showing): Showing =>
  async (message) => {
    const shown = await show(message)
    return shown.ok ? shown : ok({ id: 'not shown: this desktop shows none' })
  }

/** How long ago its credentials were entered. */
const connectedDaysAgo = 74
const disk = demoLooked.find(({ id }) => id === 'disk_ok')!.value!

/** A demo workspace: made where it isn’t there yet, with everything outside of it made up. */
export async function openDemo({ paths, seed, env, onView }: DemoOptions): Promise<Demo> {
  const kept = await keptDemo(paths, seed, onView)
  const { madeAt } = kept
  const standIns = await openStandIns(kept)
  const live = new LiveLog(watchedFolder(paths), kept.seed)
  const past = { first: firstDay({ now: madeAt, days: historyDays }), now: madeAt }
  let director: Director | null = null
  let leaveSpending = (): void => {}
  const diskPercent = (): number => director?.diskPercent() ?? measuredAt(disk, systemClock.now(), past)
  return {
    platform: {
      // A variable of the real console names real credentials.
      env: env['ECHOPILOT_PORT'] === undefined ? {} : { ECHOPILOT_PORT: env['ECHOPILOT_PORT'] },
      vault: memoryVault(demoCredentials(standIns.url.webhook, madeAt - connectedDaysAgo * dayMs), madeAt - connectedDaysAgo * dayMs),
      originMap: standIns.originMap,
      openInBrowser: personAtBrowser(standIns.telegram),
      around: (io) => madeUpIo(io, { madeAt, diskPercent }),
    },
    showing: (show) => show && showing(show),
    begin(engine) {
      const { console, bills, onBug } = engine
      director = new Director({ console, standIns, live, onChange: onView, onBug })
      console.setNote('demo', { severity: 'info', message: 'Demo workspace: generated data, nothing real.', hint: null, action: null })
      leaveSpending = briefOnce(engine)
      // A console that has run for 90 days knows its bills; the first tick may be a minute away. Never rejects.
      void bills.refresh({ byHand: false })
      live.begin()
      director.begin()
      onView(director.view())
    },
    view: () => director?.view() ?? { making: 1, playing: [] },
    give: (cue) => director?.give(cue),
    async close() {
      director?.end()
      leaveSpending()
      live.end()
      await standIns.close()
    },
  }
}

async function keptDemo(paths: Paths, seed: number, onView: DemoOptions['onView']): Promise<KeptDemo> {
  const before = readDemo(paths.data)
  if (before) return before
  onView({ making: 0, playing: [] })
  await makeWorkspace({ paths, seed, now: systemClock.now() }, (making) => onView({ making, playing: [] }))
  return readDemo(paths.data)!
}

/** The founder’s page, as soon as all bills have been read; until they are, what this returns calls it off. */
function briefOnce({ console, spending, bills, onBug }: Lived): () => void {
  let told = console.latestBrief() !== null
  return spending.onChange(() => {
    if (told || bills.states().some(({ state }) => state === 'reading')) return
    told = true
    console.composeBrief({ keep: true }).catch((error: unknown) => onBug('demo', error))
  })
}
