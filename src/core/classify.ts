import { fault, type Fault, type FaultCode } from '../shared/faults'
import { drive } from './classify/drive'
import { garbled } from './classify/findings'
import { fields, type Answer, type Finding, type Heard, type Vendor } from './classify/heard'
import { notion } from './classify/notion'
import { openai } from './classify/openai'
import { fromBetween, ofPage } from './classify/page'
import { byStatus } from './classify/status'
import { stripe } from './classify/stripe'
import { telegram } from './classify/telegram'
import { waitMsOf } from './classify/wait'
import { wireFault } from './classify/wire'
import type { Evidence, ProviderName } from './evidence'

export { wireFault } from './classify/wire'

const vendors: Record<ProviderName, Vendor> = { notion, drive, stripe, telegram, openai }

/** What people call each provider. */
export const providerNames: Record<ProviderName, string> = {
  notion: notion.name,
  drive: drive.name,
  stripe: stripe.name,
  telegram: telegram.name,
  openai: openai.name,
}

/**
 * Evidence of one failed exchange → the closed catalogue, in words. Pure and total: whatever came, it says something.
 * Nothing an answer holds is quoted but names of rights and ids that can't be secrets. `deadlineMs` only words a timeout.
 */
export function classify(provider: ProviderName, evidence: Evidence, deadlineMs: number): Fault {
  const vendor = vendors[provider]
  if (evidence.type === 'broken') return wireFault(vendor.name, evidence, deadlineMs)
  const heard = hear(vendor, evidence)
  return toFault(heard, fromBetween(heard) ?? (evidence.json ? ofJson(heard) : ofPage(heard, provider)))
}

function hear(vendor: Vendor, answer: Answer): Heard {
  const { headers, asked = '', page = '' } = answer
  const body = answer.json ? answer.body : null
  return { vendor, name: vendor.name, status: statusOf(vendor, answer), headers, body, asked, page, waitMs: waitMsOf(headers, body) }
}

/** Telegram says its status in the body too, where no proxy changes it. */
function statusOf(vendor: Vendor, { status, body }: Answer): number {
  const { ok, error_code: own } = fields(body)
  return vendor.saysStatus && ok === false && typeof own === 'number' && own >= 400 && own <= 599 ? own : status
}

/** What may be said of an answer with a status of 500 or more: nobody read the request to its end. */
const ofServers: ReadonlySet<FaultCode> = new Set<FaultCode>(['server_error', 'rate_limited', 'quota_exhausted'])

function ofJson(heard: Heard): Finding {
  const own = heard.vendor.read(heard)
  const believed = own && (heard.status < 500 || ofServers.has(own.code)) ? own : null
  return believed ?? (heard.status >= 400 ? byStatus(heard) : garbled(heard, false))
}

/** Codes for which the other side's wish to wait counts. */
const waits: ReadonlySet<FaultCode> = new Set<FaultCode>(['rate_limited', 'server_error', 'conflict'])

function toFault({ name, waitMs }: Heard, { code, message, hint, retry, way }: Finding): Fault {
  return {
    ...fault(code, message, hint, waits.has(code) && retry !== 'no' ? waitMs : undefined),
    provider: name,
    ...(retry === undefined ? {} : { retry }),
    ...(way === undefined ? {} : { way }),
  }
}
