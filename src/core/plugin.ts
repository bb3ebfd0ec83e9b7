import type { z } from 'zod'
import type { Action, Incident, Reading, Severity } from '../shared/model'
import type { Fault, FaultCode } from '../shared/faults'
import type { Result } from '../shared/result'
import type { SectionName, Settings } from '../shared/settings'
import type { ComponentState } from './judge'
import type { Io } from './io'
import type { LogRecord } from './costs/record'

/**
 * A probe kind: one file in core/probes with this as its default export.
 * Full example: probes/notion.ts. Minimal example: probes/disk.ts.
 */
export interface Probe<C = unknown> {
  kind: string
  /** Key of its built-in target, as other programs know it. */
  target: string
  title: string
  /** Place among the rows; lower is higher. */
  order: number
  /** Remote probes share the network's fate and are looked at less often. */
  reach: 'local' | 'remote'
  /** The section of the settings it reads, whose schema also draws its form. */
  section: SectionName
  schema: z.ZodType<C>
  run(config: C, io: Io): Promise<Reading>
  /** What a click on its problem does; null for nothing useful. */
  action(code: FaultCode | null): Action | null
}

export const defineProbe = <C>(probe: Probe<C>): Probe<C> => probe

/** What a rule finds wrong now. Identity is rule + target. */
export interface Finding {
  target: string
  severity: Severity
  title: string
  message: string
  hint: string | null
  code: FaultCode | null
}

export interface RuleContext {
  now: number
  settings: Settings
  components: readonly ComponentState[]
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
  evaluate(context: RuleContext): Finding[]
}

export const defineRule = (rule: Rule): Rule => rule

/** A message as the outbox holds it: made once, sent by any channel. */
export interface Message {
  /** What it is about: an alert's events, or the brief. */
  kind: 'alert' | 'brief'
  title: string
  body: string
  severity: Severity | 'info'
  /** The incident a click opens; null for none. */
  incident: string | null
}

export interface Receipt {
  /** What the other side calls it ("shown", a Telegram message id). */
  id: string
}

/** What a channel may use; each member is the host's. */
export interface ChannelIo {
  /** null where there is no desktop to show one on. */
  showNotification: ((message: Message) => Promise<Result<Receipt>>) | null
  telegram: {
    /** Whose token it is: the bot's name. */
    me(token: string): Promise<Result<{ name: string }>>
    send(token: string, chatId: string, html: string): Promise<Result<Receipt>>
  }
  secret: Io['secret']
}

/** A channel: one file in core/channels. It formats and sends; order, retry and receipts are the outbox's. */
export interface Channel {
  id: string
  title: string
  /** Whether the settings switch it on. */
  wanted(settings: Settings, io: ChannelIo): boolean
  send(message: Message, settings: Settings, io: ChannelIo): Promise<Result<Receipt, Fault>>
}

export const defineChannel = (channel: Channel): Channel => channel

/** A log format: one file in core/formats. `read` gets one parsed JSON value; null means "not mine". */
export interface Format {
  id: string
  title: string
  read(value: unknown): LogRecord | null
}

export const defineFormat = (format: Format): Format => format
