import { randomBytes } from 'node:crypto'
import type { Clock } from '../../core/io'
import { fault, retryOf, type Fault } from '../../shared/faults'
import type { TelegramChat } from '../../shared/ipc'
import { err, ok, type Result } from '../../shared/result'
import type { CallRules } from '../providers/call'
import { pause } from '../pause'
import { telegramPort, type Written } from '../providers/telegram'
import { endedBy } from './ended-by'

export interface PairingPorts {
  token: string
  clock: Clock
  /** Rules for one call that takes at most so long. */
  ask(spanMs: number): CallRules
  /** Opens Telegram at the bot, with the code; null to wait only. */
  openInBrowser: ((url: string) => Promise<void>) | null
  /** Ends the wait at once. */
  cancelled: AbortSignal
  /** How long somebody has to write, ms. */
  waitMs: number
}

/** Telegram holds a question open for so long at most here; an answer has this much more to arrive. */
const longPollSeconds = 25
const answerWithinMs = 10_000
const againAfterMs = 2000

/** What Telegram hands on as `/start CODE` to whoever follows the link; nobody else can know it. */
const pairingCode = (): string => randomBytes(18).toString('base64url')

/** Waits for somebody to write to the bot; null when nobody did in time, or the wait was ended. Leaves a webhook alone. */
export async function findChat(ports: PairingPorts): Promise<Result<TelegramChat | null>> {
  const until = ports.clock.monotonic() + ports.waitMs
  const begun = await begin(ports)
  const found = begun.ok ? await listen(begun.value, ports, () => until - ports.clock.monotonic()) : begun
  // Whoever ended the wait wants to hear nothing of how it broke off.
  return ports.cancelled.aborted && !found.ok ? ok(null) : found
}

interface Begun {
  code: string
  /** The first update that counts. */
  next: number
}

async function begin(ports: PairingPorts): Promise<Result<Begun>> {
  const bot = await port(ports).me(ports.token)
  if (!bot.ok) return bot
  // Whoever wrote before the pairing has nothing to do with it.
  const backlog = await port(ports).updates(ports.token, -1, 0)
  if (!backlog.ok) return backlog
  const code = pairingCode()
  const opened = await open(ports, bot.value.name, code)
  return opened.ok ? ok({ code, next: backlog.value.next }) : opened
}

async function listen({ code, next }: Begun, ports: PairingPorts, left: () => number): Promise<Result<TelegramChat | null>> {
  let offset = next
  while (!ports.cancelled.aborted && left() > 0) {
    const waitSeconds = Math.min(longPollSeconds, Math.ceil(left() / 1000))
    const answer = await port(ports, waitSeconds).updates(ports.token, offset, waitSeconds)
    if (answer.ok) {
      offset = answer.value.next
      const chat = chatOf(answer.value.written, code)
      if (chat) return ok(chat)
    } else {
      const wait = answer.error.retryAfterMs ?? againAfterMs
      if (!mayPass(answer.error) || wait >= left()) return answer
      await pause(wait, ports.cancelled)
    }
  }
  return ok(null)
}

const port = ({ ask, cancelled }: PairingPorts, waitSeconds = 0) => telegramPort(endedBy(ask(waitSeconds * 1000 + answerWithinMs), cancelled))

async function open({ openInBrowser }: PairingPorts, bot: string, code: string): Promise<Result<void>> {
  try {
    return ok(await openInBrowser?.(`https://t.me/${bot}?start=${code}`))
  } catch {
    return err(fault('could_not_look', 'Telegram could not be opened.', `Open it yourself, and write to @${bot}.`))
  }
}

/** A short disturbance doesn't end the wait; another program that reads the bot's messages does. */
const mayPass = (error: Fault): boolean => retryOf(error) !== 'no' && error.code !== 'client_conflict'

/** Who gave the code; else the first person who wrote anything. */
function chatOf(written: readonly Written[], code: string): TelegramChat | null {
  const gaveCode = ({ text }: Written) => new RegExp(`^/start(@\\w+)? ${code}$`).test(text.trim())
  const found = written.find(gaveCode) ?? written.find(({ chat }) => chat.kind === 'private')
  return found ? { id: found.chat.id, name: found.chat.name, sure: gaveCode(found) } : null
}
