import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { dnsTypes, type DnsType } from '../../../src/core/io'
import probe from '../../../src/core/probes/dns'
import { deadlineIn } from '../../../src/host/io/io'
import { dnsFault, resolveName } from '../../../src/host/io/names'
import { address4, address6, mail, nameRecord, startDns, text } from '../../fixtures/dns'
import { self, world } from '../../unit/core/world'
import { gate, until } from '../support'

const name = 'shop.example.com'
const generousMs = 10_000

async function serve(reply: Parameters<typeof startDns>[0]) {
  const dns = await startDns(reply)
  onTestFinished(() => dns.close())
  return dns
}
const ask = (server: string, question: { name?: string; type?: DnsType } = {}, deadline = deadlineIn(generousMs)) => resolveName({ name, type: 'A', server, ...question }, deadline)

const zone = {
  A: [address4('203.0.113.10'), address4('203.0.113.20')],
  AAAA: [address6('2001:db8:0:0:0:0:0:1')],
  CNAME: [nameRecord('CNAME', 'shops.example.net')],
  MX: [mail(10, 'mail.example.com'), mail(20, 'spare.example.com')],
  TXT: [text('v=spf1 include:', 'example.net ~all')],
  NS: [nameRecord('NS', 'ns1.example.net')],
}
const told: Record<DnsType, string[]> = {
  A: ['203.0.113.10', '203.0.113.20'],
  AAAA: ['2001:db8::1'],
  CNAME: ['shops.example.net'],
  MX: ['10 mail.example.com', '20 spare.example.com'],
  TXT: ['v=spf1 include:example.net ~all'],
  NS: ['ns1.example.net'],
}

describe('a name', () => {
  it.each(dnsTypes)('has its %s records', async (type) => {
    const { server, asked } = await serve((question) => ({ records: zone[question.type as DnsType] }))
    const answer = await ask(server, { type })
    expect(answer.ok && answer.value.toSorted()).toEqual(told[type])
    expect(asked).toEqual([{ name, type }])
  })

  it('is followed to its other name', async () => {
    const { server } = await serve(() => ({ records: [nameRecord('CNAME', 'shops.example.net'), address4('203.0.113.10')] }))
    expect(await ask(server)).toEqual({ ok: true, value: ['203.0.113.10'] })
  })

  it('may have other letters, and those of a service', async () => {
    const { server, asked } = await serve(() => ({ records: zone.A }))
    expect(await ask(server, { name: 'münchen.example' })).toMatchObject({ ok: true })
    expect(await ask(server, { name: '_dmarc.example.com.' })).toMatchObject({ ok: true })
    expect(asked.map((question) => question.name)).toEqual(['xn--mnchen-3ya.example', '_dmarc.example.com'])
  })

  it.each([
    ['isn’t there', { rcode: 3 }, 'name_not_found', `${name} isn’t in DNS.`],
    ['has no such record', { rcode: 0 }, 'name_not_found', `${name} has no A record.`],
    ['has broken name servers', { rcode: 2 }, 'server_error', (server: string) => `DNS server ${server} can’t find out about ${name} (SERVFAIL).`],
    ['isn’t for us', { rcode: 5 }, 'expectation_failed', (server: string) => `DNS server ${server} refuses to answer for ${name}.`],
  ])('that %s says so', async (_name, reply, code, message) => {
    const { server } = await serve(() => reply)
    expect(await ask(server)).toMatchObject({ ok: false, error: { code, message: typeof message === 'string' ? message : message(server), hint: expect.stringMatching(/\.$/) } })
  })

  it.each(['ESERVFAIL', 'EREFUSED'])('that gets %s from the system’s own DNS shows beside the others whether it is ours', (code) => {
    expect(dnsFault(code, { name, type: 'A', server: null }, generousMs).way).toBe('none')
    expect(dnsFault(code, { name, type: 'A', server: '1.1.1.1' }, generousMs).way).toBeUndefined()
  })

  it.each(['a..b', `${'x'.repeat(64)}.example.com`])('such as “%s” isn’t asked for', async (odd) => {
    const { server, asked } = await serve(() => ({ records: zone.A }))
    expect(await ask(server, { name: odd })).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    expect(asked).toEqual([])
  })

  it('is asked for again where the question gets lost', async () => {
    let lost = 1
    const { server, asked } = await serve(() => (lost-- > 0 ? null : { records: zone.A }))
    expect(await ask(server, {}, { spanMs: generousMs, left: () => 2000 })).toMatchObject({ ok: true })
    expect(asked.length).toBeGreaterThan(1)
  })

  it('isn’t waited for longer than the deadline', async () => {
    const { server, asked } = await serve(() => null)
    expect(await ask(server, {}, deadlineIn(300))).toMatchObject({ ok: false, error: { code: 'transport', message: expect.stringContaining(`DNS server ${server} gave no complete answer within`) } })
    await until(() => asked.length > 0, 'a question')
  })

  it('isn’t waited for longer however long the asking itself would take', async () => {
    const settled = gate()
    const { server, asked } = await serve(async () => {
      await Promise.race([settled.opened, pause(2000)])
      return { records: zone.A }
    })
    // What is left when it asks, and what is left when it sets its clock.
    const left = [generousMs, 200]
    const answer = await ask(server, {}, { spanMs: generousMs, left: () => left.shift() ?? 0 })
    settled.open()
    expect(answer).toMatchObject({ ok: false, error: { code: 'transport' } })
    expect(asked).toHaveLength(1)
  })

  it('isn’t waited for at all once the time is over', async () => {
    const { server } = await serve(() => null)
    expect(await ask(server, {}, { spanMs: 1000, left: () => -5 })).toMatchObject({ ok: false, error: { code: 'transport' } })
  })

  it('needs a DNS server to ask', async () => {
    const dns = await startDns(() => null)
    await dns.close()
    expect(await ask(dns.server, {}, deadlineIn(1000))).toMatchObject({ ok: false, error: { code: 'transport' } })
    expect(await ask('dns.example.com')).toMatchObject({ ok: false, error: { code: 'invalid_input', message: '“dns.example.com” isn’t a DNS server’s address.' } })
  })

  it('looks the same to the probe in whatever order its records come', async () => {
    let turns = 0
    const { server } = await serve(() => ({ records: turns++ % 2 ? zone.A : zone.A.toReversed() }))
    const config = probe.schema.parse({ name, server, expected: '203.0.113.20' })
    const look = () => probe.run(config, { ...world(), resolve: (question) => resolveName(question, deadlineIn(generousMs)) }, self())
    const first = await look()
    expect(first).toMatchObject({ status: 'ok', figure: '203.0.113.10, 203.0.113.20' })
    expect(await look()).toEqual(first)
  })
})
