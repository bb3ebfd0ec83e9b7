import type { Clock, HttpAnswer } from '../../core/io'
import { agentsOf, componentsOf } from '../../core/fleet/agents'
import { componentQuestions, overviewQuestions } from '../../core/fleet/questions'
import { readVector, type Measured } from '../../core/fleet/vector'
import { reachOf } from '../../core/reach'
import { fault, type Fault } from '../../shared/faults'
import type { FleetComponent, FleetView } from '../../shared/fleet'
import { err, ok, type Result } from '../../shared/result'
import type { Settings } from '../../shared/settings'
import { isOffLimits } from '../channels/webhook-address'
import { httpRequest, type HttpRules } from '../io/http'

export interface FleetPorts {
  settings(): Settings
  /** The token, if one is kept. */
  token(): string | null
  /** Why one that is kept isn’t sent; null where nothing is held back. */
  withheld(): Fault | null
  /** Rules for the questions of one view. */
  rules(): HttpRules
  clock: Clock
}

/** 10,000 agents answer with about 2 MB a column. */
const maxBytes = 16 * 1024 * 1024

/** Asks a Prometheus-compatible engine for the fleet. What was known before stays while it can’t be asked. */
export class Fleet {
  private known: { url: string; at: number; agents: FleetView['agents'] } | null = null

  constructor(private readonly ports: FleetPorts) {}

  async view(): Promise<FleetView> {
    const { url } = this.ports.settings().fleet
    if (url === null) return { state: 'off', url: null, at: null, problem: null, agents: [] }
    const answers = await this.askAll(url, overviewQuestions)
    if (answers.ok) {
      const at = this.ports.clock.now()
      this.known = { url, at, agents: agentsOf(answers.value, at) }
    }
    const known = this.known?.url === url ? this.known : null
    const problem = answers.ok ? null : { message: answers.error.message, hint: answers.error.hint }
    return { state: answers.ok ? 'ok' : 'failed', url, at: known?.at ?? null, problem, agents: known?.agents ?? [] }
  }

  async components(agent: string, instance: string): Promise<Result<FleetComponent[]>> {
    const { url } = this.ports.settings().fleet
    if (url === null) return err(fault('not_configured', 'No fleet is set up.', 'Name its database in Settings › Fleet.'))
    const answers = await this.askAll(url, componentQuestions(agent, instance))
    return answers.ok ? ok(componentsOf(answers.value)) : answers
  }

  /** All questions at once; one that fails fails them all, since a row of halves would mislead. */
  private async askAll<Q extends string>(base: string, questions: Record<Q, string>): Promise<Result<Record<Q, Measured[]>>> {
    const rules = this.ports.rules()
    const names = Object.keys(questions) as Q[]
    const answers = await Promise.all(names.map((name) => this.ask(base, questions[name], rules)))
    const failed = answers.find((answer) => !answer.ok)
    if (failed && !failed.ok) return failed
    return ok(Object.fromEntries(names.map((name, i) => [name, (answers[i] as { value: Measured[] }).value])) as Record<Q, Measured[]>)
  }

  private async ask(base: string, question: string, rules: HttpRules): Promise<Result<Measured[]>> {
    const forbidden = this.ports.withheld() ?? whyNot(new URL(base), this.ports.token() !== null)
    if (forbidden) return err(forbidden)
    const url = `${base.replace(/\/+$/, '')}/api/v1/query?query=${encodeURIComponent(question)}`
    const { host } = new URL(base)
    const answer = await httpRequest({ method: 'GET', url, headers: this.headers(), followRedirects: false }, { ...rules, maxBytes })
    if (!answer.ok) return answer
    const refused = refusalOf(host, answer.value)
    return refused ? err(refused) : readVector(host, answer.value.json)
  }

  private headers(): Record<string, string> {
    const token = this.ports.token()
    const { tenant } = this.ports.settings().fleet
    return { accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }), ...(tenant && { 'x-scope-orgid': tenant }) }
  }
}

/** Addresses that give a machine's secrets away are asked for nothing; nor is a token shown to everybody on the way. */
function whyNot({ hostname, protocol }: URL, hasToken: boolean): Fault | null {
  if (isOffLimits(hostname)) return fault('invalid_input', `${hostname} is no database, but a part of this computer’s network that isn’t asked.`, 'Use another address in Settings › Fleet.')
  if (hasToken && protocol === 'http:' && reachOf(hostname) === 'remote') return fault('invalid_input', 'The address begins with http: everybody on the way could read the token.', 'Use https in Settings › Fleet, or forget the token.')
  return null
}

/** Statuses that say what is wrong better than the body does. */
function refusalOf(host: string, { status, json }: HttpAnswer): Fault | null {
  if (status === 401) return fault('auth_invalid', `${host} wants a token, or refuses this one.`, 'Set it in Settings › Fleet.')
  if (status === 403) return fault('permission_missing', `${host} doesn’t let this token ask.`, 'Give it the right to query, or set another one in Settings › Fleet.')
  if (status >= 300 && status < 400) return fault('expectation_failed', `${host} sends to another address (${status}).`, 'Set that one in Settings › Fleet.')
  if (status === 429) return fault('rate_limited', `${host} takes no more questions for now.`, 'It is asked again by itself.')
  if (status >= 500 && json === undefined) return fault('server_error', `${host} answers with ${status}.`, 'See what its log says of it.')
  if (status >= 400 && json === undefined) return fault('bad_payload', `${host} has no such page (${status}).`, 'Check the address: it ends before /api/v1, such as http://127.0.0.1:9090.')
  return null
}
