import type { z } from 'zod'
import type { Action, ForecastView, Incident, Json, Reach, Reading, Sample, Severity, Unit } from '../shared/model'
import type { Fault, FaultCode } from '../shared/faults'
import type { Result } from '../shared/result'
import type { MailServer, SecretKey, SectionName, SecretName, Settings } from '../shared/settings'
import type { ProviderName } from './evidence'
import type { ComponentState } from './judge'
import type { Io } from './io'
import type { LogRecord } from './costs/record'
import type { SpendingFacts } from './costs/spending-facts'
import type { OwnFacts, ownGrounds } from './own-facts'
import type { ChannelPace } from './parcels'

/**
 * A probe kind: one file in core/probes with this as its default export.
 * Full example of a built-in one: probes/notion.ts; of one that users add: probes/http.ts. Minimal: probes/tcp.ts.
 */
export interface Probe<C = unknown> {
  kind: string
  title: string
  /** One of the five every console has; without it, users add any number of its kind in Settings. */
  builtIn?: {
    /** Its key, as other programs know it. */
    target: string
    /** Place among the rows; lower is higher. */
    order: number
    /** The section of the settings it reads. */
    section: SectionName
  }
  /** For the list of kinds: what it looks at, in a sentence. */
  description: string
  /** Remote targets share the fate of this computer's way to the internet, and are looked at less often. */
  reach: Reach | ((config: C) => Reach)
  /** Whose rate limit its calls count towards; those of one provider are spaced. */
  provider?: ProviderName
  /** Flat: text, figures, switches and choices. It checks the settings *and* draws their form (core/form.ts). */
  schema: z.ZodType<C>
  /** Credentials of its own, each a field of its form that is kept with the secrets. */
  secrets?: Readonly<Record<string, SecretField>>
  /** The origin its own credentials are sent to; its service's own, which no setting changes, when left out. */
  secretsGoTo?(config: C): string
  /** The console's credentials it uses, the first one that is there; a refused one isn't tried again until it changes. */
  credentials?: readonly SecretName[]
  /** What its readings' `value` counts; latency in ms when left out. */
  unit?: Unit
  /** A name for a new one, from its settings. */
  nameFor?(config: C): string
  run(config: C, io: Io, self: Self): Promise<Reading>
  /** What a click on its problem does; null for nothing useful. */
  action(code: FaultCode | null): Action | null
}

/** A credential field of a form. */
export interface SecretField {
  title: string
  description: string
  placeholder: string
}

/** What a probe knows of the target it looks at. */
export interface Self {
  target: string
  title: string
  /** A credential of its own. */
  secret(field: string): string | null
  /** What the look before this one found; null for the first. */
  before: Pick<Sample, 'at' | 'status' | 'code' | 'value' | 'detail' | 'message' | 'hint'> | null
  /** Asked for by a person, who wants everything looked at. */
  byHand: boolean
}

// Whoever lists probes knows nothing of their settings: the schema, run before each use, stands for the type.
export const defineProbe = <C>(probe: Probe<C>): Probe => probe as unknown as Probe

/** What a rule finds wrong now. Identity is rule + target. */
export interface Finding {
  target: string
  severity: Severity
  /** What becomes more urgent than it was is told once more, though its severity stays; none where it can’t. */
  urgency?: number
  title: string
  message: string
  hint: string | null
  code: FaultCode | null
}

export interface RuleContext {
  now: number
  settings: Settings
  components: readonly ComponentState[]
  /** What every series promises, by its own history. */
  forecasts: readonly ForecastView[]
  /** How budgets stand and what costs more than usual; null until costs have been added up. */
  spending: SpendingFacts | null
  /** What the console knows of itself; null where nobody has gathered that. */
  own: OwnFacts | null
  /** This rule’s open incident for the target, if there is one: what hysteresis needs to know. */
  openIncident(target: string): Incident | undefined
  /** The target's name for people. */
  titleOf(target: string): string
}

/** A rule: one file in core/rules. It names what is wrong now; opening, escalating and resolving is the engine's. */
export interface Rule {
  id: string
  title: string
  /** The component a target is judged by: while it can’t be looked at, the target’s incident stays as it is. */
  componentOf(target: string): string
  /** The settings it judges by; when they change, its open incidents end and what it then finds is new. */
  judgesBy?(settings: Settings): unknown
  /** What it judges by that is kept where it changes, by its name there: before that was kept, a trial of it knows nothing. */
  byKept?: typeof ownGrounds | 'scheduler_tick'
  /** Judges by what needed healing; a trial of it takes that from the logs. */
  byHeals?: true
  /** Judges by forecasts; a trial of any other rule needn’t make them. */
  byForecasts?: true
  /** What it judges by of how money is spent; a trial of it works that out for each hour, instead of taking looks. */
  bySpending?: keyof SpendingFacts
  evaluate(context: RuleContext): Finding[]
}

export const defineRule = (rule: Rule): Rule => rule

/** A message as the outbox holds it: made once, sent by any channel. */
export interface Message {
  /** What it is about: an alert's events, the brief, or a test of the channel. */
  kind: 'alert' | 'brief' | 'test'
  title: string
  body: string
  severity: Severity | 'info'
  /** The incident a click opens; null for none. */
  incident: string | null
  /** What it tells of, so that an end can be joined with its beginning. */
  about: readonly { incident: string; type: 'opened' | 'escalated' | 'resolved' }[]
}

export interface Receipt {
  /** What the other side calls it ("shown", a Telegram message id). */
  id: string
  /** How many of the pace's messages it took; one when left out. */
  calls?: number
}

/** What the outbox knows of a message beside its words. */
export interface Delivery {
  /** The receipt of this channel's message about the same incident; null where there is none. */
  earlier: string | null
  /** The same at each try of one message, and another for every other: what tells a repetition from news. */
  key: string
  /** When it was made, UTC epoch ms. */
  at: number
}

/** What a channel may use; each member is the host's. */
export interface ChannelIo {
  /** null where there is no desktop to show one on. */
  showNotification: ((message: Message) => Promise<Result<Receipt>>) | null
  telegram: TelegramChatPort
  /** The group has another id now: keeps it. */
  chatMoved(chatId: string): Promise<void>
  /** One POST of JSON, redirects refused. Any status is an answer; a fault means that none came. No fault names the address. */
  webhook(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Result<WebhookAnswer>>
  /** Hands a letter to a mail server. */
  mail(server: MailServer, password: string | null, letter: Letter): Promise<Result<void>>
  secret(name: SecretKey): string | null
  /** Why a secret that is kept isn’t used: it was given for another address. null where nothing is held back. */
  withheld(name: SecretName): Fault | null
}

/** What goes into a Telegram chat. */
export interface TelegramPost {
  text: string
  /** Whether `text` is Telegram's HTML; plain text when left out. */
  html?: boolean
  /** One row below the message; `data` has at most 64 bytes. */
  buttons?: readonly { text: string; data: string }[]
  /** The message it answers. */
  replyTo?: string
}

/** `movedTo`: the chat's new id. `unreadable`: the formatting couldn't be read; plain text could. */
export interface TelegramFault extends Fault {
  movedTo?: string
  unreadable?: boolean
}

export interface TelegramChatPort {
  send(token: string, chatId: string, post: TelegramPost): Promise<Result<Receipt, TelegramFault>>
  /** Takes its buttons away, too, unless the post has some. */
  edit(token: string, chatId: string, messageId: string, post: TelegramPost): Promise<Result<void, TelegramFault>>
}

export interface WebhookAnswer {
  status: number
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  /** Parsed; undefined when it isn't JSON, or too much. */
  json: unknown
}

export interface Letter {
  from: string
  to: string
  subject: string
  text: string
  /** In angle brackets, as in the letter's header. */
  messageId: string
  /** The letter it follows on; null for none. */
  inReplyTo: string | null
  /** UTC epoch ms. */
  date: number
}

/** A channel: one file in core/channels. It formats and sends; order, retry and receipts are the outbox's. */
export interface Channel {
  id: string
  title: string
  /** Whether the settings switch it on. */
  wanted(settings: Settings, io: ChannelIo): boolean
  /** Where it sends to and with what, as one text: a channel that was refused for good is tried again when this is another. */
  address(settings: Settings, io: ChannelIo): string
  /** A refusal that another start of the console may end: the desktop is another one then. */
  refusalEnds?: 'restart'
  /** What the other side takes; the lane keeps to it. */
  pace?: ChannelPace
  send(message: Message, settings: Settings, io: ChannelIo, delivery: Delivery): Promise<Result<Receipt, Fault>>
}

export const defineChannel = (channel: Channel): Channel => channel

/** What earlier lines of the same file said, for formats that spread a call over several; small, JSON, kept with the file’s position. */
export type FileContext = Record<string, Json>

/** A line of this format that lacks what it needs: counted and shown, never passed over in silence. */
export interface Unreadable {
  unreadable: 'no-time' | 'no-model' | 'no-usage' | 'bad-amount'
}

/** null: not mine. A line of many calls tells of each by itself what it says or lacks; an empty list is a line of this format that tells of nothing. */
export type ReadLine = LogRecord | Unreadable | readonly (LogRecord | Unreadable)[] | null

/** A log format: one file in core/formats. Detected by content, never by name; `read` gets one parsed JSON value. */
export interface Format {
  id: string
  title: string
  /** Whether `read` writes to the context: then a file is read from its beginning on, in one piece. */
  usesContext?: true
  /**
   * Keys of which every line of this format has at least one; dotted paths through objects. Lines without any are passed over unread, so
   * that a format with rare keys costs nothing where it isn't met. Left out: any line may be one of this format, and is read carefully.
   */
  marks?: readonly string[]
  read(value: unknown, context: FileContext): ReadLine
}

export const defineFormat = (format: Format): Format => format

/** All that a line says, by the first format that claims it; null when none does. */
export function readLine(formats: readonly Format[], value: unknown, context: FileContext): ReadLine {
  for (const format of formats) {
    const read = format.read(value, context)
    if (read !== null) return read
  }
  return null
}

export const entriesOf = (read: ReadLine): readonly (LogRecord | Unreadable)[] => (read === null ? [] : 'length' in read ? read : [read])

export const recordsOf = (read: ReadLine): readonly LogRecord[] => entriesOf(read).filter((entry) => 'kind' in entry)
