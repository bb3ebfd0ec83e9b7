import { readAsked, type AskedWords } from '../../core/costs/report-body'
import { sortEvents } from '../../core/costs/report-events'
import type { Format } from '../../core/plugin'
import type { EventLog } from '../spending/event-log'
import type { Spending } from '../spending/spending'
import { exportOf, reportOf } from '../spending/spending-report'
import { problem, type ApiAnswer } from './answer'
import type { Routes } from './server'

export interface CostRouteParts {
  spending: Spending
  events: EventLog
  formats: readonly Format[]
}

const example = 'Use ?period=day, week or month, or ?from=2026-11-01&to=2026-12-01; &by=model,job,agent,day and &zone=Europe/Berlin if you like.'
/** An answer names so many rejected lines, and counts the others. */
const rejectedShown = 1000

/** What the API says of costs, and takes for them; docs/api.md describes it. */
export function costRoutes({ spending, events, formats }: CostRouteParts): Routes {
  const askedBy = (query: URLSearchParams) => {
    const { clock, settings } = spending.ports
    return readAsked(wordsOf(query), clock.now(), settings().costs.zone)
  }
  return {
    'GET /api/runtime-costs': async ({ query }) => {
      const asked = askedBy(query)
      if ('wrong' in asked) return problem(400, 'invalid_input', asked.wrong, example)
      await spending.refresh()
      return { status: 200, body: { ok: true, data: await reportOf(spending.asking(), asked) } }
    },
    'GET /api/costs/export': async ({ query }) => {
      const asked = askedBy(query)
      const as = query.get('format') ?? 'csv'
      if ('wrong' in asked) return problem(400, 'invalid_input', asked.wrong, example)
      if (as !== 'csv' && as !== 'json') return problem(400, 'invalid_input', `“format=${as}” isn’t known.`, 'Use ?format=csv or json.')
      await spending.refresh()
      const { text, ...file } = await exportOf(spending.asking(), asked, as)
      return { status: 200, body: text, file }
    },
    'POST /api/events': { body: 'ndjson', answer: ({ body }) => takeEvents(String(body), events, formats) },
  }
}

const wordsOf = (query: URLSearchParams): AskedWords =>
  Object.fromEntries((['period', 'from', 'to', 'by', 'zone'] as const).flatMap((name) => (query.get(name) === null ? [] : [[name, query.get(name)!]])))

/** Keeps the good lines, and says which aren’t. What is sent twice counts once, by its ids. */
async function takeEvents(text: string, events: EventLog, formats: readonly Format[]): Promise<ApiAnswer> {
  const { good, rejected } = sortEvents(text, formats)
  try {
    if (good.length > 0) await events.append(good)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return problem(500, 'storage_failed', `The lines can’t be kept (${code ?? 'unknown reason'}).`, 'Free some space, or check the log folder’s rights; then send them again.')
  }
  const more = rejected.length - rejectedShown
  return { status: 200, body: { ok: rejected.length === 0, accepted: good.length, rejected: rejected.slice(0, rejectedShown), ...(more > 0 && { more_rejected: more }) } }
}
