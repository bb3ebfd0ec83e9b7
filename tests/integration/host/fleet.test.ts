import { describe, expect, it, onTestFinished } from 'vitest'
import { statusCodes } from '../../../src/core/fleet/series'
import { defaultSettings } from '../../../src/shared/settings'
import { Fleet } from '../../../src/host/fleet/fleet'
import { systemClock } from '../../../src/host/io/clock'
import { deadlineIn, realNetwork } from '../../../src/host/io/io'
import { startRefusing, startServer, type LoopbackServer } from '../../fixtures/server'
import { startEngine } from '../engine'
import { memoryVault } from './vault'

type Sample = [labels: Record<string, string>, value: number]

/** Answers instant queries as Prometheus does: what of `given` has the asked series’ name. */
async function playedDatabase(given: Record<string, Sample[]>, respond: (query: string) => { status: number; body: unknown } | null = () => null): Promise<LoopbackServer> {
  const server = await startServer((request, response) => {
    const url = new URL(request.url!, 'http://played')
    const query = url.searchParams.get('query') ?? ''
    const name = Object.keys(given).find((one) => query.includes(`(${one}[`) || query.includes(`(${one}{`))
    const result = (name === undefined ? [] : given[name]!).map(([metric, value]) => ({ metric, value: [1_795_000_000.123, String(value)] }))
    const { status, body } = respond(query) ?? { status: url.pathname === '/api/v1/query' ? 200 : 404, body: { status: 'success', data: { resultType: 'vector', result } } }
    response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  onTestFinished(server.close)
  return server
}

function fleetAt(url: string | null, { token = null as string | null, tenant = null as string | null } = {}): Fleet {
  const settings = { ...defaultSettings(), fleet: { url, tenant, agentName: null } }
  const rules = () => ({ network: realNetwork(async () => null), originMap: new Map<string, string>(), deadline: deadlineIn(10_000) })
  return new Fleet({ settings: () => settings, token: () => token, withheld: () => null, rules, clock: systemClock })
}

const who = { agent: 'laptop', instance: '10.0.0.1:5000' }
const alive: Record<string, Sample[]> = {
  echopilot_judged_timestamp_seconds: [[who, systemClock.now() / 1000]],
  echopilot_status_code: [[who, statusCodes.warning]],
  echopilot_cost_usd: [[who, 4.25]],
}

describe('the fleet', () => {
  it('is off while no database is named, and asks nobody', async () => {
    expect(await fleetAt(null).view()).toEqual({ state: 'off', url: null, at: null, problem: null, agents: [] })
  })

  it('lists what the database has heard of, with token and tenant in the question', async () => {
    const database = await playedDatabase(alive)
    const view = await fleetAt(`${database.url}/`, { token: 'secret-token', tenant: 'team-1' }).view()
    expect(view).toMatchObject({ state: 'ok', problem: null, agents: [{ ...who, status: 'warning', monthUsd: 4.25, version: null }] })
    expect(database.seen).toHaveLength(7)
    for (const { method, url, headers } of database.seen) {
      expect([method, url.split('?')[0]]).toEqual(['GET', '/api/v1/query'])
      expect(headers).toMatchObject({ authorization: 'Bearer secret-token', 'x-scope-orgid': 'team-1' })
    }
  })

  it('keeps what was known while it can’t be asked, and says since when', async () => {
    let broken = false
    const database = await playedDatabase(alive, () => (broken ? { status: 503, body: 'overloaded' } : null))
    const fleet = fleetAt(database.url)
    const { at, agents } = await fleet.view()
    broken = true
    expect(await fleet.view()).toEqual({ state: 'failed', url: database.url, at, agents, problem: { message: expect.stringContaining('answers with 503'), hint: expect.any(String) } })
  })

  it.each([
    [401, 'no', 'wants a token'],
    [403, 'no', 'doesn’t let this token ask'],
    [404, '<html>', 'has no such page (404)'],
    [302, '', 'sends to another address (302)'],
    [429, '', 'takes no more questions'],
    [400, { status: 'error', errorType: 'bad_data', error: 'parse error' }, 'can’t answer: parse error'],
    [200, '<html>Grafana</html>', 'doesn’t answer as Prometheus does'],
  ])('an answer with %d is told in words', async (status, body, words) => {
    const database = await playedDatabase({}, () => ({ status, body }))
    const { state, problem } = await fleetAt(database.url, { token: 'secret-token' }).view()
    expect(state).toBe('failed')
    expect(problem?.message).toContain(words)
    expect(JSON.stringify(problem)).not.toContain('secret-token')
  })

  it('a database that isn’t there is named', async () => {
    const nobody = await startRefusing()
    onTestFinished(nobody.close)
    const { problem } = await fleetAt(`http://127.0.0.1:${nobody.port}`).view()
    expect(problem?.message).toBe(`127.0.0.1:${nobody.port} refuses connections (ECONNREFUSED).`)
  })

  it.each([
    ['http://169.254.169.254', null, 'isn’t asked'],
    ['http://metrics.example.com', 'secret-token', 'could read the token'],
  ])('%s is not asked', async (url, token, words) => {
    const { problem } = await fleetAt(url, { token }).view()
    expect(problem?.message).toContain(words)
  })

  it('gets the token at the address it was given for alone, whatever a settings file says', async () => {
    const [own, other] = [await playedDatabase(alive), await playedDatabase(alive)]
    const vault = memoryVault()
    const { engine } = await startEngine({ vault })
    const moveTo = async (url: string) => {
      const proposal = engine.config.propose({ fleet: { url } })
      if (!proposal.ok) throw new Error(proposal.error.message)
      await engine.config.apply(proposal.value)
      return engine.fleet.view()
    }
    await moveTo(own.url)
    await engine.connecting.paste('fleetToken', 'secret-token', false)
    expect(await moveTo(`${own.url}/prometheus`)).toMatchObject({ state: 'ok' })
    const moved = await moveTo(other.url)
    expect(moved).toMatchObject({ state: 'failed', problem: { message: `The fleet’s token was given for ${own.url}, and isn’t sent to ${other.url}.`, hint: 'Give it again in Settings › Fleet, or change the address back.' } })
    expect(engine.secrets.state('fleetToken')).toMatchObject({ present: true, from: 'keychain', warning: expect.stringContaining('Give it again') })
    expect(other.seen).toEqual([])
    expect(await moveTo(own.url)).toMatchObject({ state: 'ok' })
    expect(engine.secrets.state('fleetToken').warning).toBeNull()
    expect(own.seen.at(-1)?.headers.authorization).toBe('Bearer secret-token')
    await moveTo(other.url)
    await engine.connecting.paste('fleetToken', 'another-token', false)
    expect(await engine.fleet.view()).toMatchObject({ state: 'ok' })
    expect(new Set(other.seen.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer another-token']))
  })

  it('ten thousand agents are one answer a column', async () => {
    const many = Array.from({ length: 10_000 }, (_, i): Sample => [{ agent: `agent-${i}`, instance: `10.0.0.1:${i}` }, systemClock.now() / 1000])
    const database = await playedDatabase({ echopilot_judged_timestamp_seconds: many })
    const view = await fleetAt(database.url).view()
    expect(view.agents).toHaveLength(10_000)
    expect(database.seen).toHaveLength(7)
  })

  it('shows one agent’s components', async () => {
    const database = await playedDatabase({ echopilot_component_status_code: [[{ component: 'stripe' }, statusCodes.fail]], echopilot_component_latency_seconds: [[{ component: 'stripe' }, 0.2]] })
    expect(await fleetAt(database.url).components('laptop', '10.0.0.1:5000')).toEqual({ ok: true, value: [{ component: 'stripe', status: 'fail', latencyMs: 200, ageMs: null }] })
  })
})

describe('GET /metrics of the running engine', () => {
  it('tells of itself under its name, without a token, and of no secret', async () => {
    const { url, engine } = await startEngine({ env: { STRIPE_API_KEY: 'rk_test_0123456789abcdef' } })
    await engine.settings.update({ section: 'fleet', values: { agentName: 'workshop' } })
    const answer = await fetch(`${url}/metrics`)
    const text = await answer.text()
    expect(answer.headers.get('content-type')).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toBeNull()
    expect(text).toMatch(/^echopilot_info\{agent="workshop",kind="agent",version="0\.0\.0-test"\} 1$/m)
    expect(text).toMatch(/^echopilot_component_status_code\{agent="workshop",component="disk_ok"\} \d$/m)
    expect(text).not.toContain('rk_test')
  })
})
