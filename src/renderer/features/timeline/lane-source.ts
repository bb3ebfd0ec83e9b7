import type { Fault } from '../../../shared/faults'
import type { Result } from '../../../shared/result'
import type { TimelineLine, TimelineQuestion, TimelineSpend, TimelineView } from '../../../shared/timeline'
import { lengthOf, type Span } from './axis'

/** One answer with what belongs to it; spend and lines come a little later. */
export interface Answer {
  question: TimelineQuestion
  view: TimelineView
  /** undefined: not here yet. */
  spend?: TimelineSpend
  /** By target; that of another question until the right one is here. */
  lines: Readonly<Record<string, { question: TimelineQuestion; line: TimelineLine }>>
}

export interface Known {
  /** The answer that is drawn; stays until a better one is here. */
  answer: Answer | null
  /** Why the newest question went wrong; null when it didn’t. */
  fault: Fault | null
}

export interface SourcePorts {
  view(question: TimelineQuestion): Promise<Result<TimelineView>>
  spend(question: TimelineQuestion): Promise<Result<TimelineSpend>>
  line(target: string, question: TimelineQuestion): Promise<Result<TimelineLine>>
  now(): number
}

/** Answers kept: the way back is instant. */
const held = 6
/** Beside what is seen, so much of it is asked for to either side. */
const besidePart = 1
/** Nearer to an end than this part of a screen, what comes next is asked for. */
const nearPart = 0.4
/** How far an answer may be from the wanted resolution: coarser shows blocks, finer is waste. */
const coarsest = 0.6
const finest = 6

/** Asks for the past as finely as the window shows it, one question at a time, and keeps what came. */
export class LaneSource {
  private known: Known = { answer: null, fault: null }
  private answers: readonly Answer[] = []
  private asking = false
  private wanted: { span: Span; width: number } | null = null
  private opened: readonly string[] = []
  private readonly listeners = new Set<() => void>()

  constructor(private readonly ports: SourcePorts) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly get = (): Known => this.known

  private get drawn(): Answer | null {
    return this.known.answer
  }

  /** What is seen now, and on how many pixels: picks the best answer there is, and asks where there is none. */
  look(span: Span, width: number): void {
    this.wanted = { span, width }
    const best = this.best(span, width)
    if (best && best !== this.drawn) this.draw(best)
    if (!best || this.endsNear(best, span)) void this.ask()
  }

  /** What is known may have changed since. */
  refresh(): void {
    void this.ask()
  }

  /** Spend changed. */
  refreshSpend(): void {
    if (this.drawn) void this.addSpend(this.drawn.question)
  }

  /** Targets whose line is drawn. */
  open(targets: readonly string[]): void {
    this.opened = targets
    if (this.drawn) this.askLines(this.drawn)
  }

  private best(span: Span, width: number): Answer | null {
    const finenessOf = ({ question }: Answer): number => question.width / (question.to - question.from) / (width / lengthOf(span))
    const fit = this.answers.filter((answer) => this.covers(answer, span) && finenessOf(answer) >= coarsest && finenessOf(answer) <= finest)
    return fit.toSorted((a, b) => b.view.at - a.view.at)[0] ?? null
  }

  private covers({ question }: Answer, { from, to }: Span): boolean {
    return question.from <= from && question.to >= Math.min(to, this.ports.now())
  }

  private endsNear({ question, view }: Answer, span: Span): boolean {
    const near = nearPart * lengthOf(span)
    const more = view.firstAt !== null && question.from > view.firstAt
    return (more && span.from - question.from < near) || (question.to < this.ports.now() && question.to - span.to < near)
  }

  private async ask(): Promise<void> {
    if (this.asking || !this.wanted) return
    const { span, width } = this.wanted
    const question = padded(span, width)
    this.asking = true
    const told = await this.ports.view(question)
    this.asking = false
    if (!told.ok) return this.tell({ fault: told.error })
    if (this.known.fault) this.tell({ fault: null })
    this.take({ question, view: told.value, lines: {} })
    // What was wanted meanwhile.
    if (this.wanted.span !== span || this.wanted.width !== width) this.look(this.wanted.span, this.wanted.width)
  }

  private take(answer: Answer): void {
    this.answers = [answer, ...this.answers].slice(0, held)
    const { span, width } = this.wanted!
    if (!this.drawn || this.best(span, width) === answer) this.draw(answer)
    void this.addSpend(answer.question)
  }

  /** Bars and lines of the picture before stay until the new ones are here. */
  private draw(answer: Answer): void {
    const { drawn } = this
    const lines = { ...drawn?.lines, ...answer.lines }
    this.put({ ...answer, lines, ...(answer.spend === undefined && drawn?.spend !== undefined ? { spend: drawn.spend } : {}) })
    this.askLines(answer)
  }

  private askLines({ question }: Answer): void {
    for (const target of this.opened) if (this.drawn?.lines[target]?.question !== question) void this.addLine(question, target)
  }

  private async addLine(question: TimelineQuestion, target: string): Promise<void> {
    const told = await this.ports.line(target, question)
    if (told.ok && this.drawn?.question === question) this.put({ ...this.drawn, lines: { ...this.drawn.lines, [target]: { question, line: told.value } } })
  }

  private async addSpend(question: TimelineQuestion): Promise<void> {
    const told = await this.ports.spend(question)
    if (told.ok && this.drawn?.question === question) this.put({ ...this.drawn, spend: told.value })
  }

  /** The picture from now on, also when one comes back to it. */
  private put(answer: Answer): void {
    this.answers = this.answers.map((one) => (one.question === answer.question ? answer : one))
    this.tell({ answer })
  }

  private tell(news: Partial<Known>): void {
    this.known = { ...this.known, ...news }
    for (const listener of this.listeners) listener()
  }
}

/** The span with what lies beside it. */
function padded(span: Span, width: number): TimelineQuestion {
  const beside = lengthOf(span) * besidePart
  return { from: Math.max(0, Math.floor(span.from - beside)), to: Math.ceil(span.to + beside), width: Math.max(1, Math.round(width * (1 + 2 * besidePart))) }
}
