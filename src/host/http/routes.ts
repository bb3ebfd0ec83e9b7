import { periodAt, periodNames, type PeriodName, type Span } from '../../core/costs/periods'
import { statusReport } from '../../core/views/status'
import type { Console } from '../console'
import { problem, type ApiAnswer, type Routes } from './server'

/** The API as docs/api.md describes it. */
export function routes(console: Console, now: () => number): Routes {
  return {
    'GET /api/system-health': async () => {
      const report = await console.health()
      return { status: report.status === 'fail' ? 503 : 200, body: report }
    },
    'GET /api/runtime-costs': async ({ query }) => {
      const span = spanOf(query, now())
      return 'status' in span ? span : { status: 200, body: await console.costReport(span) }
    },
    'GET /api/status': async () => ({ status: 200, body: statusReport(console.snapshot()) }),
    'GET /api/brief': async () => ({ status: 200, body: await console.composeBrief({ keep: false }) }),
    'POST /api/probe': async () => {
      await console.look({ reason: 'button' })
      return { status: 200, body: console.report() }
    },
  }
}

const example = 'Use ?period=day, week or month, or ?from=2026-11-01&to=2026-12-01.'

/** The asked-for span of time; today when nothing is asked. */
export function spanOf(query: URLSearchParams, now: number): Span | ApiAnswer {
  const from = query.get('from')
  const to = query.get('to')
  if (from !== null || to !== null) {
    const span = { from: dateOf(from) ?? NaN, to: to === null ? now : (dateOf(to) ?? NaN) }
    if (Number.isNaN(span.from) || Number.isNaN(span.to) || span.from >= span.to)
      return problem(400, 'invalid_input', `“from=${from ?? ''}&to=${to ?? ''}” isn’t a span of time.`, example)
    return span
  }
  const period = query.get('period') ?? 'day'
  if (!(periodNames as readonly string[]).includes(period))
    return problem(400, 'invalid_input', `“period=${period}” isn’t known.`, example)
  return periodAt(period as PeriodName, now)
}

function dateOf(text: string | null): number | null {
  if (text === null || !/^\d{4}-\d\d-\d\d/.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}
