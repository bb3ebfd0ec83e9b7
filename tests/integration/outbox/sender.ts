import telegram from '../../../src/core/channels/telegram'
import type { Message } from '../../../src/core/plugin'
import { systemClock } from '../../../src/host/io/clock'
import { callRules, deadlineIn, realNetwork } from '../../../src/host/io/io'
import { Outbox } from '../../../src/host/outbox'
import { telegramPort } from '../../../src/host/providers/telegram'
import { Store } from '../../../src/host/store/store'
import { defaultSettings } from '../../../src/shared/settings'
import { channelIo } from '../../fixtures/channel-io'

/** Where this process kills itself: at a step of the outbox with a message of its own, after some ms, or never. */
export type Step = 'posted' | 'claimed' | 'sent' | 'marked' | 'random' | 'never'

export interface Orders {
  path: string
  /** Where Telegram's stand-in listens. */
  url: string
  token: string
  chatId: string
  step: Step
  afterMs: number
  /** Titles to post; each is printed once it is durable. */
  titles: string[]
}

const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  throw new Error('unreachable')
}

/** The real store, outbox, channel and client, with a kill in between; ends when nothing waits any more. */
async function main(orders: Orders): Promise<void> {
  const { store } = await Store.open(orders.path, systemClock.now())
  const settings = { ...defaultSettings(), alerts: { ...defaultSettings().alerts, osNotifications: false, telegramChatId: orders.chatId } }
  const outside = { network: realNetwork(async () => null), originMap: new Map([['https://api.telegram.org', orders.url]]) }
  const port = () => telegramPort(callRules(outside, deadlineIn(5000)))
  const isOwn = (message: Message) => message.title === orders.titles.at(-1)
  const killAt = (step: Step, message: Message | undefined) => {
    if (orders.step === step && message && isOwn(message)) die()
  }
  const { waiting, markDelivered } = store.outbox
  let lead: Message | undefined
  store.outbox.waiting = (channel, limit) => {
    const rows = waiting.call(store.outbox, channel, limit)
    lead = rows[0]?.message
    killAt('claimed', lead)
    return rows
  }
  store.outbox.markDelivered = (ids, receipt) => {
    killAt('sent', lead)
    markDelivered.call(store.outbox, ids, receipt)
    killAt('marked', lead)
  }
  // The pace of a chat is Telegram's concern and another test's.
  const { pace: _pace, ...unpaced } = telegram
  const outbox = new Outbox({
    store, channels: [unpaced], clock: systemClock, settings: () => settings,
    io: channelIo({ telegram: { send: (...by) => port().send(...by), edit: (...by) => port().edit(...by) }, secret: (key) => (key === 'telegramToken' ? orders.token : null) }),
    log: () => {}, onBug: (where, error) => process.stderr.write(`${where}: ${String(error)}\n`), onRefusal: () => {},
  })
  outbox.wake()
  if (orders.step === 'random') setTimeout(die, orders.afterMs)
  for (const title of orders.titles) {
    store.transaction(() => store.outbox.enqueue('telegram', { kind: 'alert', title, body: 'body', severity: 'fail', incident: null, about: [] }, systemClock.now()))
    process.stdout.write(`${title}\n`)
    killAt('posted', { title } as Message)
    outbox.wake()
  }
  while (waiting.call(store.outbox, 'telegram').length > 0) await new Promise((next) => setTimeout(next, 5))
  await outbox.close()
  store.close()
}

await main(JSON.parse(process.argv[2]!) as Orders)
