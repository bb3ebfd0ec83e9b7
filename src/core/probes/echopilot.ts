import { z } from 'zod'
import { plural } from '../../shared/format'
import type { Json, Reading } from '../../shared/model'
import type { Result } from '../../shared/result'
import { nameOfAddress, originOf, partsOf, webAddressField } from '../address'
import { isAmong, unexpectedStatus, type StatusRange } from '../http-status'
import type { HttpAnswer, HttpRequest } from '../io'
import { defineProbe } from '../plugin'
import { reachOf } from '../reach'
import { bad, fromFault, good, warn } from '../reading'
import { redact } from '../redact'

/** EchoPilot itself, as its own API speaks of it. */
export default defineProbe({
  kind: 'echopilot',
  title: 'EchoPilot',
  description: 'EchoPilot over HTTP: its metrics and its finance metrics.',
  reach: ({ url }) => reachOf(partsOf(url).host),
  schema: z.object({ url: webAddressField.meta({ title: 'Base address', description: 'What stands before /api/….', examples: ['http://127.0.0.1:5000'] }) }),
  secrets: { token: { title: 'Token', description: 'Sent as “Authorization: Bearer …”, where EchoPilot wants one.', placeholder: 'none' } },
  secretsGoTo: ({ url }) => originOf(url),
  nameFor: ({ url }) => `EchoPilot (${nameOfAddress(url).slice(0, 48)})`,
  async run({ url }, io, self) {
    const token = self.secret('token')
    const ask = (path: string) => io.http(requestFor(url, path, token))
    const [metrics, finance] = await Promise.all([ask('/api/metrics-summary'), ask('/api/finance-metrics')])
    const { authority } = partsOf(url)
    return judge(pageOf('metrics', metrics, authority, token !== null), pageOf('finance metrics', finance, authority, token !== null))
  },
  action(code) {
    if (code === 'auth_invalid') return { label: 'Replace token', do: { kind: 'settings', section: 'checks' } }
    const ofSettings = code === 'permission_missing' || code === 'expectation_failed' || code === 'bad_payload' || code === 'name_not_found'
    return ofSettings ? { label: 'Change', do: { kind: 'settings', section: 'checks' } } : null
  },
})

function requestFor(base: string, path: string, token: string | null): HttpRequest {
  const { scheme, authority, path: under } = partsOf(base)
  const url = `${scheme}://${authority}${under.replace(/\/+$/, '')}${path}`
  return { method: 'GET', url, headers: token ? { authorization: `Bearer ${token}` } : {}, followRedirects: true }
}

const rightStatus: readonly StatusRange[] = [[200, 200]]

/** One of its pages: what it says, or what is wrong with it. `missing`: it answers, but has no such page. */
type Page = { fields: { [name: string]: Json } } | { wrong: Reading; missing: boolean }

function pageOf(name: string, answer: Result<HttpAnswer>, authority: string, withToken: boolean): Page {
  if (!answer.ok) return { wrong: fromFault(answer.error), missing: false }
  const { status, json } = answer.value
  if (!isAmong(status, rightStatus)) return { wrong: fromFault(unexpectedStatus({ name: authority, expected: '200', withToken }, answer.value)), missing: status === 404 }
  if (!isRecord(json)) return { wrong: bad('bad_payload', `Its ${name} aren’t a JSON object.`, { hint: 'Check the base address: EchoPilot’s own API should answer there.' }), missing: false }
  const trouble = troubleIn(json)
  return trouble ? { wrong: trouble, missing: false } : { fields: scalarsOf(json) }
}

function judge(metrics: Page, finance: Page): Reading {
  if ('wrong' in metrics) return metrics.wrong
  const found = Object.keys(metrics.fields).length
  if (!('wrong' in finance)) return good('', { figure: plural(found + Object.keys(finance.fields).length, 'figure'), detail: { metrics: metrics.fields, finance: finance.fields } })
  if (!finance.missing) return finance.wrong
  return warn('expectation_failed', 'Answers, but has no finance metrics (404).', {
    hint: 'Update EchoPilot, or see why its /api/finance-metrics is missing.',
    figure: plural(found, 'figure'),
    detail: { metrics: metrics.fields },
  })
}

type Fields = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

const failWords = /^(err|error|errors|fail|failed|failing|failure|down|unhealthy|critical|unavailable)$/i
const warnWords = /^(warn|warning|degraded|partial)$/i

/** What an answer says is wrong, in its own words; null when it says nothing of the kind. */
function troubleIn(body: Fields): Reading | null {
  const { ok, success } = body
  const word = typeof body['status'] === 'string' ? body['status'].trim() : ''
  const fails = ok === false || success === false || failWords.test(word)
  if (!fails && !warnWords.test(word)) return null
  const said = [body['error'], body['message'], body['detail'], body['reason']].map(textIn).find((text) => text !== null)
  const make = fails ? bad : warn
  return make('expectation_failed', `It says: ${said ?? (word ? `status “${oneLine(word, 40)}”` : 'not ok')}.`, { hint: 'EchoPilot says so itself; its log tells more.', detail: scalarsOf(body) })
}

/** The words of an error, given as text or as an object with a message. */
function textIn(value: unknown): string | null {
  const text = isRecord(value) ? (value['message'] ?? value['error'] ?? value['detail']) : value
  return typeof text === 'string' && text.trim() !== '' ? oneLine(text, 120).replace(/\.$/, '') : null
}

/** Of one page. */
const mostFields = 10
const longestText = 60
const longestName = 40

const oneLine = (text: string, longest: number): string => {
  const line = redact(text.replace(/\s+/g, ' ').trim())
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}

/** Figures and short texts, one level deep; what holds them all (“data”) is no level. */
function scalarsOf(body: Fields): { [name: string]: Json } {
  const whole = isRecord(body['data']) ? { ...body, ...body['data'], data: undefined } : body
  const entries = Object.entries(whole).flatMap(([name, value]) => (isRecord(value) ? Object.entries(value).map(([inner, one]) => [`${name}.${inner}`, one] as const) : [[name, value] as const]))
  const shown = entries.flatMap(([name, value]) => {
    const scalar = name === 'ok' || name.length > longestName ? null : scalarOf(name, value)
    return scalar === null ? [] : [[name, scalar] as const]
  })
  return Object.fromEntries(shown.slice(0, mostFields))
}

/** null for what isn’t shown: lists, long texts, and what may be a credential. */
function scalarOf(name: string, value: unknown): string | number | boolean | null {
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value
  const isShort = typeof value === 'string' && value !== '' && value.length <= longestText
  return isShort && !/token|secret|password|credential|key/i.test(name) ? redact(value) : null
}
