import { beforeAll, describe, expect, it } from 'vitest'
import { callRules, realNetwork } from '../../src/host/io/io'
import { openNetwork, type Network } from '../../src/host/io/network'
import type { Fault } from '../../src/shared/faults'
import { namesInContracts, startProviders, wireFaults, type Provider, type WireFault } from '../fixtures/providers/index'
import { startEncrypted, tlsFaults, trustingFetch, type TlsFault } from '../fixtures/providers/tls'
import { startRefusing } from '../fixtures/server'
import { expectPlainWords, failureBy, helps, names } from './assertions'
import { loadClients, oneOfEach, type Call } from './clients'
import { readFaults, type WireCase } from './faults-file'
import { keepOutput, printed } from './output'

beforeAll(loadClients, 60_000)
keepOutput()

/** What never ends by itself has to be ended by the deadline. */
const endless = new Set(['hang', 'drip', 'tls-hang'])
const deadlineFor = (wire: string): number => (endless.has(wire) ? 2000 : 8000)

/** A bomb is none of the vendors' cases; it must be no worse than they are. */
const bomb: WireCase = { provider: '*', name: 'gzip-bomb (200 MiB)', wire: 'gzip-bomb', classification: 'bad_payload', retry: 'backoff', helps: true }
const own = (wire: string): WireCase => ({ provider: '*', name: wire, wire, classification: 'transport', retry: 'never', helps: false })
const cases = [...readFaults().wire, bomb, own('tls-not-yet-valid'), own('tls-plain')]

/** What each is to be called; the rest is told by its code alone. */
const words: Record<string, RegExp> = {
  ...Object.fromEntries([...endless].map((wire) => [wire, /gave no complete answer within 2 s/])),
  ...Object.fromEntries(['reset', 'reset-mid-headers', 'reset-mid-body', 'short'].map((wire) => [wire, /connection to .* broke \((?:ECONNRESET|UND_ERR_SOCKET)\)/])),
  garbage: /broke \(HPE_INVALID_\w+\)/,
  redirect: /round in circles/,
  'huge-header': /far too many headers/,
  'gzip-bomb': /far more data/,
  'conn-refused': /ECONNREFUSED/,
  dns: /no network \((?:ENOTFOUND|EAI_AGAIN)\)/,
  'tls-self-signed': /nobody but itself \(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
  'tls-expired': /has expired \(CERT_HAS_EXPIRED\)/,
  'tls-wrong-host': /for another name \(ERR_TLS_CERT_ALTNAME_INVALID\)/,
  'tls-not-yet-valid': /isn’t valid yet \(CERT_NOT_YET_VALID\)/,
  'tls-plain': /No encrypted connection/,
}

type Way = NonNullable<Fault['way']>
/** What stands between us and a provider that isn't heard; what the provider itself says goes without. */
const ways: Record<string, Way> = {
  ...Object.fromEntries(['hang', 'reset', 'reset-mid-headers', 'reset-mid-body', 'short', 'drip', 'garbage', 'redirect', 'huge-header', 'conn-refused', 'dns', 'tls-hang'].map((wire) => [wire, 'none'])),
  ...Object.fromEntries(['tls-self-signed', 'tls-expired', 'tls-wrong-host', 'tls-not-yet-valid', 'tls-plain'].map((wire) => [wire, 'certificate'])),
  html: 'page',
  'gzip-bomb': 'page',
}

interface Place {
  /** In the provider's place; null for the stand-in itself. */
  url: string | null
  network: Network
  /** Requests, or connections that came to none, where they don't show at the stand-in. */
  seen: (() => number) | null
  close(): Promise<unknown>
}

const plain = realNetwork(async () => null)
const nowhere = { network: plain, seen: () => 1, close: async (): Promise<unknown> => undefined }

async function placeOf(wire: string): Promise<Place> {
  if (wire in wireFaults) return { ...nowhere, url: null, seen: null }
  if (wire === 'dns') return { ...nowhere, url: 'http://nowhere.invalid' }
  if (wire === 'conn-refused') {
    const { port, close } = await startRefusing()
    return { ...nowhere, url: `http://127.0.0.1:${port}`, close }
  }
  if (!tlsFaults.includes(wire as TlsFault)) throw new Error(`no stand-in does “${wire}”`)
  const { url, ca, connections, close } = await startEncrypted(wire as TlsFault)
  // Only who trusts the authority sees what else is wrong with a certificate of its.
  const trusting = await trustingFetch(ca)
  const network = wire === 'tls-self-signed' ? plain : openNetwork(trusting.fetch, async () => null)
  return { url, network, seen: () => connections.made, close: () => Promise.all([trusting.close(), close()]) }
}

const originOf: Partial<Record<Provider, string>> = {
  stripe: 'https://api.stripe.com', notion: 'https://api.notion.com', drive: 'https://www.googleapis.com', googleToken: 'https://oauth2.googleapis.com', openai: 'https://api.openai.com', telegram: 'https://api.telegram.org',
}

/** Tests run beside each other here: what each starts, it ends itself. */
async function failureOf(wire: string, { provider, make }: Call) {
  const place = await placeOf(wire)
  const standIns = await startProviders(place.url === null ? { [provider]: wire as WireFault } : {})
  const originMap = new Map(Object.entries(standIns.originMap))
  if (place.url !== null) originMap.set(originOf[provider]!, place.url)
  try {
    const fault = await failureBy(deadlineFor(wire), (deadline) => make(callRules({ network: place.network, originMap }, deadline), standIns.credentials))
    return { fault, asked: place.seen?.() ?? standIns.requestsTo(provider).length, secrets: standIns.secrets }
  } finally {
    await Promise.all([standIns.close(), place.close()])
  }
}

describe.each(Object.keys(oneOfEach))('broken wires through %s', (name) => {
  const call = oneOfEach[name]!
  const vendor = call.provider === 'googleToken' ? 'drive' : call.provider
  const mine = cases.filter(({ provider }) => provider === '*' || provider === vendor)

  it.concurrent.each(mine.map((entry) => [entry.name, entry] as const))('%s', async (_name, entry) => {
    const wire = namesInContracts[entry.wire] ?? entry.wire
    const { fault, asked, secrets } = await failureOf(wire, call)
    // A name that doesn't resolve is our own network's doing: a finer word for the same.
    const code = wire === 'dns' ? 'offline' : entry.classification
    expect({ code: fault.code, helps: helps(fault), way: fault.way, waitMs: fault.retryAfterMs, provider: fault.provider, asked }).toEqual({
      code,
      helps: entry.helps,
      way: ways[wire],
      waitMs: undefined,
      provider: names[vendor as keyof typeof names],
      asked: 1,
    })
    expect(fault.message).toMatch(words[wire] ?? /./)
    expectPlainWords(fault, secrets)
  })
})

describe('no client', () => {
  it('printed a word', () => {
    expect(printed).toEqual([])
  })
})
