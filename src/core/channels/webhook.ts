import { fault, type Fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import { duration } from '../../shared/format'
import { waitMsOf } from '../classify/wait'
import { defineChannel, type Delivery, type Message, type Receipt, type WebhookAnswer } from '../plugin'

/** What is posted. A receiver may read more fields some day, never fewer. */
export function bodyOf({ title, body, severity, kind, incident, about }: Message, { at }: Delivery): string {
  return JSON.stringify({ title, body, severity, kind, incident, about, at: new Date(at).toISOString(), source: 'echopilot-console' })
}

const settingsHint = 'Check the address in Settings › Alerts.'

/** Answers that are about the address or its owner: nothing else would be taken either. */
const ofTheAddress: Readonly<Record<number, readonly [code: Fault['code'], message: string]>> = {
  401: ['auth_invalid', 'The webhook lets nobody in with this address (401).'],
  403: ['auth_invalid', 'The webhook lets nobody in with this address (403).'],
  404: ['target_gone', 'The webhook isn’t there any more (404).'],
  410: ['target_gone', 'The webhook isn’t there any more (410).'],
}

/** What an answer says of the message. */
export function receiptOf({ status, headers, json }: WebhookAnswer): Result<Receipt> {
  if (status >= 200 && status < 300) return ok({ id: idIn(json) ?? `HTTP ${status}` })
  const known = ofTheAddress[status]
  if (known) return err(fault(known[0], known[1], settingsHint))
  if (status >= 300 && status < 400) return err(fault('target_gone', `The webhook’s address sends elsewhere (${status}); redirects aren’t followed.`, 'Put the address it leads to into Settings › Alerts.'))
  const waitMs = waitMsOf({ ...headers }, json)
  if (status === 429) return err(fault('rate_limited', `The webhook asks to wait${waitMs === undefined ? '' : ` ${duration(waitMs)}`} (429).`, null, waitMs))
  // Too early, too slow, or still busy with the same message.
  if (status === 408 || status === 409 || status === 425) return err(fault('conflict', `The webhook can’t take it just now (${status}).`, null, waitMs))
  if (status >= 400 && status < 500) return err(fault('request_invalid', `The webhook refuses the message (${status}).`, 'See in its own log why.'))
  return err(fault('server_error', `The webhook has an outage (${status}).`, null, waitMs))
}

/** What the receiver calls it, where it says so. */
function idIn(json: unknown): string | null {
  const id = typeof json === 'object' && json !== null && 'id' in json ? json.id : null
  return (typeof id === 'string' && id !== '' && id.length <= 120) || typeof id === 'number' ? String(id) : null
}

export default defineChannel({
  id: 'webhook',
  title: 'Webhook',
  wanted: (_settings, io) => io.secret('webhookUrl') !== null,
  address: (_settings, io) => io.secret('webhookUrl') ?? '',
  async send(message, _settings, io, delivery) {
    const url = io.secret('webhookUrl')
    if (url === null) return err(fault('channel_off', 'There is no webhook.', 'Put its address into Settings › Alerts.'))
    const headers = { 'content-type': 'application/json', 'idempotency-key': delivery.key }
    const answer = await io.webhook(url, headers, bodyOf(message, delivery))
    return answer.ok ? receiptOf(answer.value) : answer
  },
})
