import { matchingOf } from '../../core/logs/matching'
import { parseQuery } from '../../core/logs/query'
import { parseWhen } from '../../core/logs/when'
import { fault } from '../../shared/faults'
import type { LogLine, LogSources, LogState, LogText } from '../../shared/logs'
import { err, ok, type Result } from '../../shared/result'
import { problemOf } from '../costs/files-look'
import { systemClock } from '../io/clock'
import { LogView } from './log-view'
import { OpenFiles } from './open-files'
import { listSources, ownId, pathsOf, type LogFolders } from './sources'

/** What the desk has to know of its surroundings; told with each call, since it may change. */
export interface LogSurroundings extends LogFolders {
  /** IANA zone of times without one. */
  zone: string
  /** What must never be shown. */
  secrets: readonly string[]
}

/** Which log, and what of it; a source’s id and a query as it was typed. */
export interface Asked {
  source: string
  query: string
}

export interface Opened {
  state: LogState
  tail: LogLine[]
}

/** How often files are looked at for new lines. */
const lookEveryMs = 250
/** States are told at most this often. */
const tellEveryMs = 120
/** A view that is ready within this is told of as ready at once. */
const atOnceMs = 40
const closed = fault('invalid_input', 'These lines are no longer open.', 'Open the log again.')

/** Shows logs to one window: one view at a time. Files stay indexed while they are looked at with other queries. */
export class LogDesk {
  private view: LogView | null = null
  private asked: Asked = { source: '', query: '' }
  private around: LogSurroundings = { own: '', watched: null, zone: 'UTC', secrets: [] }
  private id = 0
  private turn = 0
  private readonly files = new OpenFiles()
  private looking: NodeJS.Timeout | null = null
  private telling: NodeJS.Timeout | null = null
  private isPumping = false

  constructor(private readonly tell: (state: LogState) => void) {}

  sources(around: LogSurroundings): LogSources {
    return listSources(around)
  }

  /** A query that isn’t understood leaves the view before it as it was. */
  open(around: LogSurroundings, asked: Asked): Result<Opened> {
    const view = this.begin(around, asked)
    if (!view.ok) return view
    this.id++
    this.looking ??= setInterval(() => this.guarded(() => this.look()), lookEveryMs)
    const begun = systemClock.monotonic()
    while (systemClock.monotonic() - begun < atOnceMs && view.value.step());
    this.pump()
    const state = this.state(view.value)
    return ok({ state, tail: state.phase === 'reading' && asked.query.trim() === '' ? view.value.tail() : [] })
  }

  rows(around: LogSurroundings, { view, from, count }: { view: number; from: number; count: number }): Result<LogLine[]> {
    return this.answer(around, view, (open) => ok(open.lines(from, count)))
  }

  text(around: LogSurroundings, { view, row }: { view: number; row: number }): Result<LogText> {
    return this.answer(around, view, (open) => {
      const text = open.text(row)
      return text ? ok(text) : err(fault('path_missing', 'This line is no longer there.', 'The file was replaced or emptied meanwhile.'))
    })
  }

  /** The row of a moment, and which moment was meant. */
  rowAt(around: LogSurroundings, { view, when }: { view: number; when: string | number }): Result<{ row: number; at: number }> {
    const at = typeof when === 'number' ? ok(when) : parseWhen(when, { now: systemClock.now(), zone: around.zone })
    if (!at.ok) return err(fault('invalid_input', at.error))
    return this.answer(around, view, (open) => ok({ row: open.rowAt(at.value), at: at.value }))
  }

  close(): void {
    if (this.looking) clearInterval(this.looking)
    if (this.telling) clearTimeout(this.telling)
    this.looking = this.telling = this.view = null
    this.files.close()
  }

  private answer<T>(around: LogSurroundings, id: number, read: (view: LogView) => Result<T>): Result<T> {
    this.around = around
    return this.view && id === this.id ? read(this.view) : err(closed)
  }

  private begin(around: LogSurroundings, asked: Asked): Result<LogView> {
    const terms = parseQuery(asked.query)
    if (!terms.ok) return err(fault('invalid_input', terms.error))
    const matching = matchingOf(terms.value, { now: systemClock.now(), zone: around.zone })
    if (!matching.ok) return err(fault('invalid_input', matching.error))
    const paths = pathsOf(asked.source, listSources(around))
    const isMerged = asked.source === ownId
    if (paths.length === 0 && !isMerged) return err(fault('path_missing', 'This log is gone.', 'Choose another one.'))
    if (!this.files.are(paths)) this.files.open(paths)
    const { indexes, problem } = this.files
    if (indexes.length === 0 && problem !== null) return err(fault('bad_payload', problem, 'Choose another log.'))
    this.around = around
    this.asked = asked
    this.view = new LogView(indexes, { matching: terms.value.length > 0 ? matching.value : null, merged: isMerged }, () => this.around.secrets)
    return ok(this.view)
  }

  /** Have the files grown? A replaced one is read anew; one that is gone is still shown as far as it was read. */
  private look(): void {
    if (this.isPumping || !this.view) return
    const { source } = this.asked
    const { gone } = this.files
    if (gone !== null && source !== ownId) return this.say(`${gone} is gone. What was in it is shown as long as you stay here.`)
    if (!this.files.are(source === ownId ? pathsOf(ownId, listSources(this.around)) : [source])) return this.anew()
    if (this.files.showTorn()) this.tellSoon()
    this.pump()
  }

  private anew(): void {
    this.turn++
    const begun = this.begin(this.around, this.asked)
    if (!begun.ok) return this.say(begun.error.message)
    this.pump()
    this.tellSoon()
  }

  private say(problem: string): void {
    if (this.files.problem === problem) return
    this.files.problem = problem
    this.tellSoon()
  }

  /** Works on the view in steps, between which calls are answered. */
  private pump(): void {
    if (this.isPumping) return
    this.isPumping = true
    let hadWork = false
    const go = (): void => {
      const hasMore = this.guarded(() => this.view?.step() ?? false) ?? false
      hadWork ||= hasMore
      if (hadWork) this.tellSoon()
      if (hasMore) setImmediate(go)
      else this.isPumping = false
    }
    go()
  }

  /** What the file system refuses meanwhile is said; anything else is a bug. */
  private guarded<T>(work: () => T): T | null {
    try {
      return work()
    } catch (error) {
      const failure = error as NodeJS.ErrnoException
      if (failure.code === undefined) throw error
      this.say(problemOf(failure))
      return null
    }
  }

  private tellSoon(): void {
    this.telling ??= setTimeout(() => {
      this.telling = null
      if (this.view) this.tell(this.state(this.view))
    }, tellEveryMs)
  }

  private state(view: LogView): LogState {
    return { view: this.id, turn: this.turn, ...view.state(), problem: this.files.problem }
  }
}
