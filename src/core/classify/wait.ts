import { fields, list, str } from './heard'

/** No provider's limit lasts longer; what asks for more is mistaken. */
const longestMs = 86_400_000

/**
 * The wait an answer asks for, in ms, wherever its provider says it. A date counts only beside the answer's own `Date`:
 * our clock may be wrong. What makes no sense is no wait.
 */
export function waitMsOf(headers: Record<string, string>, body: unknown): number | undefined {
  const candidates = [
    () => seconds(fields(fields(body)['parameters'])['retry_after']),
    () => scaled(headers['retry-after-ms'], 1),
    () => seconds(headers['retry-after']) ?? untilDate(headers),
    () => seconds(fields(fields(body)['additional_data'])['retry_after']),
    () => delayOf(body),
    () => resetOf(headers),
    () => wordsOf(body),
  ]
  for (const candidate of candidates) {
    const ms = candidate()
    if (ms !== undefined) return Math.min(longestMs, Math.round(ms))
  }
  return undefined
}

const seconds = (value: unknown): number | undefined => scaled(value, 1000)

/** A figure, or a text that begins with one: two headers of one name are joined by a comma. */
function scaled(value: unknown, factor: number): number | undefined {
  const figure = typeof value === 'number' ? value : Number(/^\s*(\d{1,15}(?:\.\d+)?)\s*(?:,|$)/.exec(str(value))?.[1] ?? NaN)
  return Number.isFinite(figure) && figure >= 0 ? figure * factor : undefined
}

function untilDate(headers: Record<string, string>): number | undefined {
  const [until, now] = [headers['retry-after'], headers['date']].map((text) => (/ GMT\s*$/.test(text ?? '') ? Date.parse(text!) : NaN))
  const ms = until! - now!
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined
}

/** Google's RetryInfo: "30s". */
function delayOf(body: unknown): number | undefined {
  const details = list(fields(fields(body)['error'])['details'])
  return details.map((detail) => span(str(fields(detail)['retryDelay']))).find((ms) => ms !== undefined)
}

/** OpenAI names, for each of its limits, what is left and when it is full again. */
function resetOf(headers: Record<string, string>): number | undefined {
  const spent = ['requests', 'tokens'].filter((what) => headers[`x-ratelimit-remaining-${what}`]?.trim() === '0')
  const spans = spent.map((what) => span(headers[`x-ratelimit-reset-${what}`] ?? '')).filter((ms) => ms !== undefined)
  return spans.length > 0 ? Math.max(...spans) : undefined
}

/** "retry after 35", "FLOOD_WAIT_35", "try again in 7m12s". */
function wordsOf(body: unknown): number | undefined {
  const { description, error, message } = fields(body)
  const text = [str(description), str(error), str(message), str(fields(error)['message'])].join(' ')
  const after = /\b(?:retry after |FLOOD_WAIT_)(\d{1,9})\b/i.exec(text)?.[1]
  return after === undefined ? span(/\btry again in ((?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+)/i.exec(text)?.[1] ?? '') : seconds(after)
}

const unitMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** "6m0s", "1.5s", "20ms" */
function span(text: string): number | undefined {
  if (!/^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|s|m|h|d))+$/i.test(text)) return undefined
  return [...text.matchAll(/([\d.]+)(ms|s|m|h|d)/gi)].reduce((sum, [, figure, unit]) => sum + Number(figure) * unitMs[unit!.toLowerCase()]!, 0)
}
