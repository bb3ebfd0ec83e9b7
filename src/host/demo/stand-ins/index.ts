import { financeOf } from '../../../core/demo/finance'
import { ledgerOf } from '../../../core/demo/ledger'
import { randomOf } from '../../../core/demo/random'
import { fleetOrigin, websiteOrigin } from '../../../core/demo/settings'
import { historyDays, type KeptDemo } from '../folder'
import { good, StandIn, type Answering, type Asked, type Trouble } from './answering'
import { fleetAnswers } from './fleet'
import { driveAnswers, googleTokenAnswers } from './google'
import { notionAnswers } from './notion'
import { openaiAnswers } from './openai'
import { stripeAnswers } from './stripe'
import { TelegramStandIn } from './telegram'

/** Services that a demo stands in for, by the origin that is theirs. */
const origins = {
  stripe: 'https://api.stripe.com',
  notion: 'https://api.notion.com',
  drive: 'https://www.googleapis.com',
  googleToken: 'https://oauth2.googleapis.com',
  telegram: 'https://api.telegram.org',
  openai: 'https://api.openai.com',
  website: websiteOrigin,
  fleet: fleetOrigin,
  /** Takes what a webhook would; it has an address of its own, which its credential is. */
  webhook: 'https://hooks.brightloom.example',
} as const

export type Service = keyof typeof origins
const services = Object.keys(origins) as Service[]

/** Bills are read page by page, and a demo’s are wanted soon. */
const isPageOfMany = ({ path, query }: Asked): boolean => path.endsWith('/query') || Number(query.get('limit')) > 1

/** About how long each takes to answer, ms: with what is asked of it in a look, as long as its looks of the past took. */
const thinksMs: Readonly<Record<Service, number>> = { stripe: 110, notion: 75, drive: 130, googleToken: 70, telegram: 60, openai: 180, website: 80, fleet: 40, webhook: 50 }

export interface StandIns {
  /** What the console is to be started with: real origin → stand-in. */
  originMap: ReadonlyMap<string, string>
  url: Readonly<Record<Service, string>>
  telegram: TelegramStandIn
  /** What is the matter with each; the others are well. */
  setTroubles(troubles: Partial<Record<Service, Trouble>>): void
  close(): Promise<void>
}

/** Starts every service on this computer; nothing leaves it. */
export async function openStandIns({ seed, madeAt, billed }: KeptDemo): Promise<StandIns> {
  const made = { seed, now: madeAt, days: historyDays }
  const telegram = new TelegramStandIn()
  let messages = 0
  const answering: Record<Service, Answering> = {
    stripe: stripeAnswers(ledgerOf(made)),
    notion: notionAnswers(financeOf(made), madeAt),
    drive: driveAnswers,
    googleToken: googleTokenAnswers,
    telegram: telegram.answers,
    openai: openaiAnswers(billed),
    website: () => good({ status: 'ok', version: '2.9.1', queue: { depth: 3 } }),
    fleet: fleetAnswers,
    webhook: () => good({ id: `demo-hook-${++messages}` }),
  }
  const random = randomOf(seed + 5000)
  const all = services.map((service): [Service, StandIn] => [service, new StandIn(answering[service], (asked) => (isPageOfMany(asked) ? 0 : thinksMs[service] * random.between(0.8, 1.2)))])
  const opened = await Promise.all(all.map(async ([service, standIn]) => [service, await standIn.open()] as const))
  const url = Object.fromEntries(opened) as Record<Service, string>
  return {
    originMap: new Map(services.map((service) => [origins[service], url[service]])),
    url,
    telegram,
    setTroubles: (troubles) => all.forEach(([service, standIn]) => (standIn.trouble = troubles[service] ?? null)),
    async close() {
      await Promise.all(all.map(([, standIn]) => standIn.close()))
    },
  }
}
