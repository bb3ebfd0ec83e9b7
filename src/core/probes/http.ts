import { z } from 'zod'
import type { Fault } from '../../shared/faults'
import { bytes, latency } from '../../shared/format'
import type { Detail, Reading } from '../../shared/model'
import { nameOfAddress, originOf, partsOf, webAddressField } from '../address'
import { isAmong, readStatuses, unexpectedStatus } from '../http-status'
import type { HttpAnswer } from '../io'
import { evaluateCondition, parseCondition, type Verdict } from '../json-condition'
import { defineProbe } from '../plugin'
import { reachOf } from '../reach'
import { bad, fromFault, good, warn } from '../reading'

const schema = z
  .object({
    url: webAddressField.meta({ title: 'Address', examples: ['https://shop.example.com/health'] }),
    method: z.enum(['GET', 'HEAD', 'POST']).default('GET').meta({ title: 'Method', description: 'HEAD asks for no content; POST sends none.' }),
    status: z
      .string()
      .trim()
      .refine((text) => readStatuses(text) !== null, 'statuses such as "200-299" or "200,204"')
      .default('200-299')
      .meta({ title: 'Expected status', description: 'One, several, or a range. Where 404 is right, write 404.', examples: ['200,204'] }),
    condition: z
      .string()
      .trim()
      .max(300, 'a shorter condition, such as data.queue.depth < 100')
      .superRefine((text, context) => {
        const parsed = text === '' ? null : parseCondition(text)
        if (parsed && !parsed.ok) context.addIssue({ code: 'custom', message: parsed.error })
      })
      .nullable()
      .default(null)
      .meta({
        title: 'Condition on a JSON field',
        description: 'A field, then =, !=, <, <=, >, >= or contains and a value; or exists, or missing. Text stands in quotes: status = "ok".',
        examples: ['data.queue.depth < 100'],
      }),
    contains: z.string().max(500).nullable().default(null).meta({ title: 'Text that must be there', description: 'Exactly as the page has it.', examples: ['All systems operational'] }),
    slowAboveMs: z
      .number('a number of milliseconds such as 2000')
      .int('a number of milliseconds such as 2000')
      .min(1, 'a number of milliseconds such as 2000')
      .max(60_000, 'at most 60000 ms')
      .nullable()
      .default(null)
      .meta({ title: 'Warn when slower than', unit: 'ms', examples: [2000] }),
    followRedirects: z.boolean().default(true).meta({ title: 'Follow redirects', description: 'The token goes to no other site.' }),
  })
  .refine(({ method, condition, contains }) => method !== 'HEAD' || !(condition || contains), {
    path: ['method'],
    message: 'GET: HEAD brings no content that a condition or a text could be looked for in',
  })
type Config = z.infer<typeof schema>

/** What an answer of a web server has to be like: its status, a field, a text, its time. */
export default defineProbe({
  kind: 'http',
  title: 'HTTP endpoint',
  description: 'A web page or an API: its status, a JSON field, a text in it, and how quickly it answers.',
  reach: ({ url }) => reachOf(partsOf(url).host),
  schema,
  secrets: { token: { title: 'Token', description: 'Sent as “Authorization: Bearer …”, to this address only.', placeholder: 'none' } },
  secretsGoTo: ({ url }) => originOf(url),
  nameFor: ({ url }) => nameOfAddress(url),
  async run(config, io, self) {
    const token = self.secret('token')
    const { url, method, followRedirects } = config
    const from = io.clock.monotonic()
    const answer = await io.http({ method, url, headers: token ? { authorization: `Bearer ${token}` } : {}, followRedirects })
    const tookMs = io.clock.monotonic() - from
    return answer.ok ? judge(config, answer.value, { tookMs, withToken: token !== null }) : fromFault(answer.error)
  },
  action(code) {
    if (code === 'auth_invalid') return { label: 'Replace token', do: { kind: 'settings', section: 'checks' } }
    if (code === 'permission_missing' || code === 'invalid_input') return { label: 'Change', do: { kind: 'settings', section: 'checks' } }
    if (code === 'expectation_failed' || code === 'name_not_found') return { label: 'Change', do: { kind: 'settings', section: 'checks' } }
    return null
  },
})

function judge(config: Config, answer: HttpAnswer, { tookMs, withToken }: { tookMs: number; withToken: boolean }): Reading {
  const { authority } = partsOf(config.url)
  const detail = detailOf(answer)
  if (!isAmong(answer.status, readStatuses(config.status) ?? [])) return fromFault(faultOf(config, answer, withToken), detail)
  if (config.contains && !answer.text.includes(config.contains))
    return bad('expectation_failed', `${authority} answers without “${inShort(config.contains)}”.`, { hint: 'Open the address and see what it shows instead.', detail })
  if (config.condition && answer.json === undefined)
    return bad('bad_payload', `${authority} answers with something that isn’t JSON.`, { hint: 'Check the address; the condition needs a JSON answer.', detail })
  const found = verdictOf(config, answer)
  if (found && !found.met) return bad('expectation_failed', `${found.words}.`, { hint: 'See what its server says of it, or change the condition.', detail })
  const figure = found ? found.words : [String(answer.status), ...(answer.text ? [bytes(sizeOf(answer.text))] : [])].join(' · ')
  if (config.slowAboveMs !== null && tookMs > config.slowAboveMs)
    return warn('expectation_failed', `${authority} took ${latency(tookMs)}; the limit is ${latency(config.slowAboveMs)}.`, { figure, hint: 'Looks again by itself.', detail })
  return good('', { figure, detail })
}

function faultOf({ url, status }: Config, answer: HttpAnswer, withToken: boolean): Fault {
  const asked = partsOf(url)
  const answered = partsOf(answer.url)
  const expected = status.replaceAll('-', '–')
  if (asked.host === answered.host && asked.scheme === answered.scheme) return unexpectedStatus({ name: asked.authority, expected, withToken }, answer)
  // A redirect led there, and a token goes to no other site than its own.
  const fault = unexpectedStatus({ name: answered.authority, expected, withToken: false }, answer)
  return withToken && fault.code === 'permission_missing' ? { ...fault, hint: `${asked.authority} sends there, and the token goes along to no other site. Write the address it ends at.` } : fault
}

function verdictOf({ condition }: Config, answer: HttpAnswer): Verdict | null {
  const parsed = condition ? parseCondition(condition) : null
  return parsed?.ok ? evaluateCondition(parsed.value, answer.json) : null
}

/** No query: it may hold what isn’t for all eyes. */
function detailOf({ status, text, headers, url }: HttpAnswer): Detail {
  const { scheme, authority, path } = partsOf(url)
  return { status, sizeBytes: sizeOf(text), contentType: headers['content-type'] ?? null, address: `${scheme}://${authority}${path}` }
}

/** As UTF-8. */
function sizeOf(text: string): number {
  let size = 0
  for (const character of text) {
    const point = character.codePointAt(0)!
    size += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return size
}

const inShort = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
