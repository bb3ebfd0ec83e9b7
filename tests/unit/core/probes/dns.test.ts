import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/dns'
import { no, self, world, yes } from '../world'

const name = 'shop.example.com'
const look = (records: string[], config: object = {}) => {
  const io = world({ resolve: yes(records) })
  return probe.run(probe.schema.parse({ name, ...config }), io, self()).then((reading) => ({ reading, asked: io.asked }))
}

describe('the DNS name probe', () => {
  it('shows the records', async () => {
    const { reading, asked } = await look(['203.0.113.10'])
    expect(reading).toEqual({ status: 'ok', code: null, message: '', hint: null, figure: '203.0.113.10', value: null, detail: { records: ['203.0.113.10'] } })
    expect(asked).toEqual([`resolve ${name} A`])
  })

  it('asks the server and for the type it is told', async () => {
    expect((await look(['10 mail.example.com'], { type: 'MX', server: '127.0.0.1:5353' })).asked).toEqual([`resolve ${name} MX 127.0.0.1:5353`])
    expect((await look(['203.0.113.10'], { server: '' })).asked).toEqual([`resolve ${name} A`])
  })

  it('finds the same in any order, so that records handed out in turn are no news', async () => {
    const records = ['203.0.113.30', '203.0.113.10', '203.0.113.20', '203.0.113.40']
    const { reading } = await look(records)
    expect(reading).toMatchObject({ figure: '203.0.113.10, 203.0.113.20 and 2 more', detail: { records: records.toSorted() } })
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(records, { minLength: records.length }), fc.constantFrom('203.0.113.20', '203.0.113.99', null), async (shuffled, expected) => {
        expect((await look(shuffled, { expected })).reading).toEqual((await look(records, { expected })).reading)
      }),
    )
  })

  it.each([
    ['A', '203.0.113.10', ['203.0.113.9', '203.0.113.10'], true],
    ['A', '3.0.113.1', ['203.0.113.10'], false],
    ['AAAA', '2001:DB8:0:0::0001', ['2001:db8::1'], true],
    ['AAAA', '2001:db8::1:0', ['2001:db8::1'], false],
    ['AAAA', 'rubbish', ['2001:db8::1'], false],
    ['CNAME', 'Shops.Example.NET.', ['shops.example.net'], true],
    ['CNAME', 'example.net', ['shops.example.net'], false],
    ['NS', 'ns1.example.net', ['ns2.example.net', 'ns1.example.net.'], true],
    ['MX', '10 mail.example.com', ['10 mail.example.com'], true],
    ['MX', 'Mail.example.com', ['20 spare.example.com', '10 mail.example.com'], true],
    ['MX', '20 mail.example.com', ['10 mail.example.com'], false],
    ['TXT', 'v=spf1', ['v=spf1 include:example.net ~all'], true],
    ['TXT', 'V=SPF1', ['v=spf1 include:example.net ~all'], false],
  ])('%s: whether “%s” is among %j is %s', async (type, expected, records, right) => {
    expect((await look(records, { type, expected })).reading.status).toBe(right ? 'ok' : 'fail')
  })

  it('says what is there instead', async () => {
    expect((await look(['203.0.113.9'], { expected: '203.0.113.10' })).reading).toMatchObject({
      status: 'fail',
      code: 'expectation_failed',
      message: 'A is 203.0.113.9, not 203.0.113.10.',
      hint: 'Check the DNS zone of shop.example.com; a change may take as long as its TTL.',
      detail: { records: ['203.0.113.9'] },
    })
  })

  it('keeps long texts short', async () => {
    const { reading } = await look(['x'.repeat(300)], { type: 'TXT', expected: 'y'.repeat(300) })
    expect(reading.message.length).toBeLessThan(150)
  })

  it('fails where no record comes', async () => {
    expect((await look([])).reading).toMatchObject({ status: 'fail', code: 'name_not_found', message: 'shop.example.com has no A record.' })
  })

  it.each([['name_not_found', 'fail'], ['server_error', 'fail'], ['offline', 'unknown']] as const)('passes on %s as %s', async (code, status) => {
    expect(await probe.run(probe.schema.parse({ name }), world({ resolve: no(code) }), self())).toMatchObject({ status, code })
  })

  it.each([
    ['shop.example.com', 'remote'],
    ['nas', 'local'],
    ['printer.local', 'local'],
  ])('%s is %s', (asked, reach) => {
    const config = probe.schema.parse({ name: asked, type: 'MX' })
    expect((probe.reach as (config: unknown) => string)(config)).toBe(reach)
    expect(probe.nameFor?.(config)).toBe(`${asked} MX`)
  })

  it.each(['_dmarc.example.com', 'example.com.', 'münchen.example', 'a'])('takes the name %s', (asked) => {
    expect(probe.schema.safeParse({ name: asked }).success).toBe(true)
  })

  it.each([
    [{ name: 'https://example.com' }, 'name', 'a name such as "shop.example.com"'],
    [{ name: 'example.com:53' }, 'name', 'a name such as "shop.example.com"'],
    [{ name: '' }, 'name', 'a name such as "shop.example.com"'],
    [{ server: 'dns.google' }, 'server', 'the address of a DNS server such as "1.1.1.1" or "127.0.0.1:5353"'],
    [{ server: '1.1.1.1:' }, 'server', 'the address of a DNS server such as "1.1.1.1" or "127.0.0.1:5353"'],
  ])('refuses %j', (config, place, message) => {
    expect(probe.schema.safeParse({ name, ...config }).error?.issues).toMatchObject([{ path: [place], message }])
  })

  it.each(['1.1.1.1', '127.0.0.1:5353', '2606:4700:4700::1111', '[::1]:5353', '[::1]'])('takes the server %s', (server) => {
    expect(probe.schema.safeParse({ name, server }).success).toBe(true)
  })

  it.each([['name_not_found', 'Change'], ['expectation_failed', 'Change'], ['invalid_input', 'Change'], ['server_error', undefined], [null, undefined]] as const)('%s leads to %s', (code, label) => {
    expect(probe.action(code)?.label).toBe(label)
  })
})
