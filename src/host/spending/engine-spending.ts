import { formats } from '../../core/registry'
import type { Clock } from '../../core/io'
import { bytes } from '../../shared/format'
import type { Settings } from '../../shared/settings'
import { Bills } from '../bills/bills'
import type { Console } from '../console'
import type { ReadProgress } from '../costs/book'
import { ProcessCpu } from '../costs/process-cpu'
import type { CostRouteParts } from '../http/routes-costs'
import { coalesced } from '../hub'
import type { Works } from '../data/works'
import { NdjsonLog } from '../io/ndjson-log'
import type { Paths } from '../paths'
import type { CallRules } from '../providers/call'
import type { Secrets } from '../secrets'
import type { Store } from '../store/store'
import { billsPort } from './bills-port'
import { EventLog } from './event-log'
import { builtScripts } from './log-sources'
import { openSpending } from './open-spending'
import type { Spending } from './spending'
import { SpendingWatch } from './spending-watch'

export interface EngineSpendingPorts {
  paths: Paths
  settings(): Settings
  secrets: Secrets
  store: Store
  clock: Clock
  works: Works
  /** What no log may hold. */
  redacted(): readonly string[]
  ask(): CallRules
  onBug(where: string, error: unknown): void
}

/** Everything about money that lives as long as the engine. */
export interface EngineSpending {
  spending: Spending
  bills: Bills
  /** What the API needs for it. */
  routes: CostRouteParts
  /** Writes down what watched programs have used since the last time. */
  readProcesses(): Promise<void>
  /** Lets the console show and judge what is added up, from now on. */
  attach(console: Console): void
  /** The first adding up; nothing is read before. */
  begin(): void
  /** Settings may say otherwise than before. */
  reconsider(): void
  /** Once calls to the outside break off; the store may be closed then. */
  close(): Promise<void>
}

/** Logs are written many lines at a time; figures are added up again at most this often. */
const addUpEveryMs = 10_000
/** While logs are read for the first time, how far that is is shown this often. */
const progressEveryMs = 1000

const readingWork = 'log-reading'
/** Less is read before anybody could look. */
const muchBytes = 8 * 1024 * 1024

/** A long reading as work that can be followed; null where there is none. */
function readingView(progress: ReadProgress | null): Parameters<Works['show']>[0] {
  if (progress === null || progress.isHeld || progress.ofBytes < muchBytes) return null
  return { id: readingWork, title: 'Reading logs', part: progress.bytes / progress.ofBytes, detail: `${bytes(progress.bytes)} of ${bytes(progress.ofBytes)}`, stop: 'Stop reading older logs' }
}

/** What figures hang on, beside what is read. */
const basisOf = ({ costs, watch, notion, stripe }: Settings): string => JSON.stringify([costs, watch, notion, stripe])

export async function engineSpending({ paths, settings, secrets, store, clock, works, redacted, ask, onBug }: EngineSpendingPorts): Promise<EngineSpending> {
  let ended = false
  /** What breaks off because all is ending is no bug. */
  const onCostBug = (error: unknown): void => (ended ? undefined : onBug('costs', error))
  const addUpSoon = coalesced(() => void spending.addUp().catch(onCostBug), addUpEveryMs)
  const bills = new Bills({ store, settings, secrets, ask, clock, onBug, onChange: () => addUpSoon() })
  const opened = await openSpending({ settings, clock, logs: paths.logs, database: paths.costBook, scripts: builtScripts(), bills: billsPort(bills), watch: new SpendingWatch(store.known), follow: true })
  const { spending, book } = opened
  const events = new EventLog(paths.logs, redacted)
  const processCpu = new ProcessCpu({ names: () => settings().costs.watchedProcesses, clock })
  const processLog = new NdjsonLog(paths.logs, 'process-cpu.log', redacted)
  let console: Console | null = null
  const tellNotes = async () => {
    const [message = null, ...more] = await opened.notes()
    console?.setNote('costs', message === null ? null : { severity: 'warning', message: [message, ...more].join(' '), hint: null, action: null })
  }
  book.onChange((timed) => {
    for (const run of timed) processCpu.heard(run)
    addUpSoon()
  })
  book.onProgress(coalesced(() => spending.tell(), progressEveryMs))
  book.onProgress((progress) => works.show(readingView(progress), readingWork, () => void book.hold().catch(onCostBug)))
  let basis = basisOf(settings())
  return {
    spending,
    bills,
    routes: { spending, events, formats },
    async readProcesses() {
      for (const line of await processCpu.read()) processLog.append({ ...line })
    },
    attach(to) {
      console = to
      spending.onChange(() => to.costsChanged())
    },
    begin() {
      const addUp = async () => {
        await console?.refreshCosts()
        await tellNotes()
      }
      addUp().catch(onCostBug)
    },
    reconsider() {
      if (basis === (basis = basisOf(settings()))) return
      const again = async () => {
        if (await opened.reconsider()) await tellNotes()
        await console?.refreshCosts()
      }
      again().catch(onCostBug)
    },
    async close() {
      ended = true
      await Promise.all([spending.end(), bills.settled()])
      await book.close()
    },
  }
}
