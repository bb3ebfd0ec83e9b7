import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { addressFault } from '../../core/address-fault'
import type { WebhookAnswer } from '../../core/plugin'
import { fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import { bodyOf, brokenEvidence, type Deadline } from '../io/exchange'
import type { Network } from '../io/network'
import { isOffLimits, offLimits, webhookProblem } from './webhook-address'

export interface WebhookRules {
  network: Network
  deadline: Deadline
  /** The addresses behind a name. */
  resolve?(name: string): Promise<string[]>
}

/** Of an answer only an id is wanted. */
const maxBytes = 64 * 1024

/** One POST under one deadline; redirects are answers. No fault names the address, which is a secret. */
export async function postWebhook(address: string, headers: Readonly<Record<string, string>>, body: string, rules: WebhookRules): Promise<Result<WebhookAnswer>> {
  const problem = webhookProblem(address)
  if (problem) return err(problem)
  const { deadline, network, resolve = addressesOf } = rules
  const url = new URL(address)
  const controller = new AbortController()
  // Settles in time even where something on the way can't be broken off.
  const late = new Promise<never>((_, reject) => controller.signal.addEventListener('abort', () => reject(new Error('broken off')), { once: true }))
  late.catch(() => {})
  const timer = setTimeout(() => controller.abort(), Math.max(0, deadline.left()))
  try {
    // A harmless name may lead to such a place, too.
    const behind = await Promise.race([late, resolve(url.hostname)])
    if (behind.some(isOffLimits)) return err(offLimits())
    const sent = network.fetch(url, url, { method: 'POST', headers: { 'user-agent': 'echopilot-console', ...headers }, body, redirect: 'manual', signal: controller.signal })
    const answer = await Promise.race([late, sent])
    return ok({ status: answer.status, headers: Object.fromEntries(answer.headers), json: await Promise.race([late, jsonOf(answer)]).catch(() => undefined) })
  } catch (error) {
    if (error instanceof TypeError && (error.cause as Error | undefined)?.message === 'bad port') return err(fault('channel_off', 'The webhook’s address has a port that is never used for web pages.', 'Use another port.'))
    const said = addressFault('The webhook', brokenEvidence(error, controller.signal.aborted), deadline.spanMs)
    return err({ ...said, message: said.message.replaceAll(' The webhook', ' the webhook') })
  } finally {
    clearTimeout(timer)
    // Whatever is still open of it is closed.
    controller.abort()
  }
}

/** Whoever answered has taken the message, or not, by its status: how its answer goes on changes nothing of that. */
async function jsonOf(answer: Response): Promise<unknown> {
  try {
    return JSON.parse(await bodyOf(answer, maxBytes)) as unknown
  } catch {
    return undefined
  }
}

/** A name that isn't found here may still be known to a proxy. */
async function addressesOf(host: string): Promise<string[]> {
  if (isIP(host.replaceAll(/^\[|\]$/g, '')) > 0) return []
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address)
  } catch {
    return []
  }
}
