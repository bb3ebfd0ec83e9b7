import type { Incident } from '../shared/model'
import type { Message, TelegramPost } from './plugin'
import type { Told } from './telling'

/** What the bot can be told; the descriptions are what a chat shows when somebody types a slash. */
export const commands = [
  { command: 'status', description: 'What is well, and what isn’t' },
  { command: 'probe', description: 'Look at everything now' },
  { command: 'costs', description: 'What EchoPilot costs' },
  { command: 'ack', description: 'Seen: nothing more about what is open, until it changes' },
  { command: 'snooze', description: 'Nothing about what is open for 1 h, or as long as you say: /snooze 4h' },
  { command: 'mute', description: 'No messages at all for 1 h, or as long as you say: /mute 8h, /mute off' },
  { command: 'help', description: 'What the bot understands' },
] as const
export type CommandName = (typeof commands)[number]['command']

/** What stands behind a slash. `name` null: nothing the bot knows. */
export interface Command {
  name: CommandName | null
  /** As it was written, in lower case. */
  word: string
  argument: string
  /** Said with the bot's own name: in a group, that is meant for no other bot. */
  byName: boolean
}

/** A text → the command in it; null where it is none, or another bot's. `bot` is the user name, without @. */
export function readCommand(text: string, bot: string): Command | null {
  const [, word = '', to, argument = ''] = /^\/([a-z]\w{0,31})(?:@(\w+))?(?:\s+([\s\S]*))?$/i.exec(text.trim()) ?? []
  if (word === '' || (to !== undefined && to.toLowerCase() !== bot.toLowerCase())) return null
  const said = { word: word.toLowerCase(), argument: argument.trim(), byName: to !== undefined }
  // What Telegram itself says when somebody opens the bot; with a code behind it, it is a pairing's.
  if (said.word === 'start') return said.argument === '' ? { ...said, name: 'help' } : null
  return { ...said, name: commands.find(({ command }) => command === said.word)?.command ?? null }
}

/** A command that waited longer than this is history: what it was about may be over. */
export const tooLateAfterMs = 10 * 60_000

const spanForm = /^(?:(\d{1,5}) ?d(?:ays?)?)? ?(?:(\d{1,5}) ?h(?:(?:ou)?rs?)?)? ?(?:(\d{1,5}) ?m(?:in(?:ute)?s?)?)?$/
const minuteMs = 60_000
const longestMs = 7 * 86_400_000
/** When nobody says for how long. */
const usualMs = 3_600_000

/** "4h", "90 min", "1h30m", "2 days" → ms; an hour for an empty text; null for anything else, or less than a minute, or more than a week. */
export function readSpan(text: string): number | null {
  if (text === '') return usualMs
  const found = spanForm.exec(text.toLowerCase().replaceAll(/\s+/g, ' '))
  if (!found) return null
  const [days, hours, minutes] = found.slice(1).map((figure) => Number(figure ?? 0))
  const ms = ((days! * 24 + hours!) * 60 + minutes!) * minuteMs
  return ms >= minuteMs && ms <= longestMs ? ms : null
}

/** What a button below an alert does. */
export interface ButtonPress {
  act: 'ack' | 'snooze'
  forMs: number
  /** Whose alert it stands under: see `handleOf`. */
  handle: string
}

const buttonKinds: readonly { text: string; code: string; act: ButtonPress['act']; forMs: number }[] = [
  { text: 'Acknowledge', code: 'a', act: 'ack', forMs: 0 },
  { text: 'Snooze 1 h', code: 's1', act: 'snooze', forMs: 3_600_000 },
  { text: 'Snooze 8 h', code: 's8', act: 'snooze', forMs: 8 * 3_600_000 },
]

/** The buttons below an alert: none but below one about a single incident that goes on. */
export function buttonsFor({ kind, incident, about }: Message): NonNullable<TelegramPost['buttons']> {
  const goesOn = kind === 'alert' && incident !== null && about.length === 1 && about[0]!.type !== 'resolved'
  return goesOn ? buttonKinds.map(({ text, code }) => ({ text, data: `${code}:${handleOf(incident)}` })) : []
}

export function readButton(data: string): ButtonPress | null {
  const [, code, handle] = /^(\w{1,4}):([0-9a-z]{1,24})$/.exec(data) ?? []
  const kind = buttonKinds.find((one) => one.code === code)
  return kind && handle ? { act: kind.act, forMs: kind.forMs, handle } : null
}

/** A short name for an incident, whose id may be longer than the 64 bytes a button holds (cyrb53, 53 bits). */
export function handleOf(id: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < id.length; i++) {
    a = Math.imul(a ^ id.charCodeAt(i), 2654435761)
    b = Math.imul(b ^ id.charCodeAt(i), 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}

/**
 * The open incident that an alert's handle stands for. One that ended and began again unsaid is, to whoever reads the
 * alert, still the same: `told` knows.
 */
export function incidentBehind(handle: string, open: readonly Incident[], told: Iterable<Told>): Incident | null {
  const itself = open.find(({ id }) => handleOf(id) === handle)
  if (itself) return itself
  for (const { identity, open: believed } of told) {
    if (believed && handleOf(believed.incident) === handle) return open.find((incident) => incident.identity === identity) ?? null
  }
  return null
}
