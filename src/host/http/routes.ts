import type { Span } from '../../core/costs/periods'
import { readAsked } from '../../core/costs/report-body'
import { rules } from '../../core/registry'
import { statusReport } from '../../core/views/status'
import type { BacktestReport } from '../backtest'
import type { Console } from '../console'
import type { Fault } from '../../shared/faults'
import type { Config } from '../config'
import type { Notes } from '../history/notes'
import { problem, type ApiAnswer } from './answer'
import { costRoutes, type CostRouteParts } from './routes-costs'
import { noteRoutes } from './routes-notes'
import type { ApiRequest, Routes } from './server'

/** What a rule would have done in a span; null for an id of no rule. */
export type TryRule = (rule: string, span: Span) => Promise<BacktestReport | null>

/** The API as docs/api.md describes it. */
export function routes(console: Console, config: Config, costs: CostRouteParts, notes: Notes, tryRule: TryRule, now: () => number): Routes {
  return {
    ...costRoutes(costs),
    ...noteRoutes(notes, now),
    'GET /api/system-health': async () => {
      const report = await console.health()
      return { status: report.status === 'fail' ? 503 : 200, body: report }
    },
    'GET /api/status': async () => ({ status: 200, body: statusReport(console.snapshot()) }),
    'GET /api/brief': async () => ({ status: 200, body: await console.composeBrief({ keep: false }) }),
    'GET /api/backtest': async ({ query }) => {
      const rule = query.get('rule') ?? ''
      const span = spanOf(query, now())
      if ('status' in span) return span
      const report = await tryRule(rule, span)
      return report ? { status: 200, body: report } : problem(400, 'invalid_input', `“rule=${rule}” is no rule.`, `Use ?rule=${rules.map(({ id }) => id).join(', ')}.`)
    },
    'POST /api/probe': async () => {
      await console.look({ reason: 'button' })
      return { status: 200, body: console.report() }
    },
    // How somebody's checks are set up is nobody else's business.
    'GET /api/config': { token: true, answer: async () => ({ status: 200, body: config.content() }) },
    'POST /api/config': { body: 'json', answer: (request) => applyConfig(config, request) },
  }
}

/** Applies a file of settings, or says only what that would change. */
async function applyConfig(config: Config, { query, body }: ApiRequest): Promise<ApiAnswer> {
  const dryRun = query.get('dry_run') ?? 'false'
  if (dryRun !== 'true' && dryRun !== 'false') return problem(400, 'invalid_input', `“dry_run=${dryRun}” isn’t known.`, 'Use ?dry_run=true, or leave it out.')
  const proposed = config.propose(body)
  if (!proposed.ok) return refusalOf(proposed.error)
  const applied = dryRun === 'true' ? proposed : await config.apply(proposed.value)
  return applied.ok ? { status: 200, body: { ok: true, changes: proposed.value.changes } } : refusalOf(applied.error)
}

const refusalOf = ({ code, message, hint }: Fault): ApiAnswer => problem(code === 'invalid_input' ? 400 : code === 'conflict' ? 409 : 500, code, message, hint)

/** The asked-for span of time, by UTC; today when nothing is asked. */
export function spanOf(query: URLSearchParams, now: number): Span | ApiAnswer {
  const given = (name: string) => (query.get(name) === null ? {} : { [name]: query.get(name)! })
  const asked = readAsked({ ...given('period'), ...given('from'), ...given('to') }, now, 'UTC')
  return 'wrong' in asked ? problem(400, 'invalid_input', asked.wrong, 'Use ?period=day, week or month, or ?from=2026-11-01&to=2026-12-01.') : asked.span
}
