import { beforeAll, describe, expect, it } from 'vitest'
import { callRules, realNetwork } from '../../src/host/io/io'
import { startProviders } from '../fixtures/providers/index'
import { expectPlainWords, failureBy, helps, names } from './assertions'
import { callFor, loadClients } from './clients'
import { readFaults, type HttpFault } from './faults-file'
import { keepOutput, printed } from './output'

const { http, path } = readFaults()
const network = realNetwork(async () => null)
/** None of these hangs: it is far more than any takes. */
const deadlineMs = 8000

beforeAll(loadClients, 60_000)
keepOutput()

/** What the stand-in sends: text as a page unless its headers say otherwise. */
function answerOf({ status, headers, body }: HttpFault) {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  return { status, body, headers: { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json', ...lower }, onAnyRoute: true }
}

/** Tests run beside each other here: what each starts, it ends itself. A request that breaks a vendor's contract fails it. */
async function failureOf(entry: HttpFault) {
  const { provider, make } = callFor(entry.provider, entry.operation)
  const standIns = await startProviders({ [provider]: answerOf(entry) })
  const outside = { network, originMap: new Map(Object.entries(standIns.originMap)) }
  try {
    const fault = await failureBy(deadlineMs, (deadline) => make(callRules(outside, deadline), standIns.credentials))
    return { fault, asked: standIns.requestsTo(provider).length, secrets: standIns.secrets }
  } finally {
    await standIns.close()
  }
}

describe(`failures answered by the providers, of ${path}`, () => {
  // A file may hold broken wires alone.
  it('each with a call of its own', () => {
    for (const { provider, operation } of http) expect(callFor(provider, operation).make).toBeTypeOf('function')
  })

  it.concurrent.each(http.map((entry) => [`${entry.provider} ${entry.name}: ${entry.operation}, ${entry.status}`, entry] as const))('%s', async (_name, entry) => {
    const { fault, asked, secrets } = await failureOf(entry)
    expect({ code: fault.code, helps: helps(fault), waitMs: fault.retryAfterMs, provider: fault.provider, asked }).toEqual({
      code: entry.classification,
      helps: entry.helps,
      waitMs: entry.waitSeconds === undefined ? undefined : entry.waitSeconds * 1000,
      provider: names[entry.provider],
      // fetch itself asks once more after a 421, as its standard says, and takes no other wish.
      asked: entry.status === 421 ? 2 : 1,
    })
    expectPlainWords(fault, secrets, [entry.body, entry.headers])
  })
})

describe('no client', () => {
  it('printed a word', () => {
    expect(printed).toEqual([])
  })
})
