import { z } from 'zod'
import type { Reading } from '../../shared/model'
import { dnsTypes, type DnsType } from '../io'
import { defineProbe } from '../plugin'
import { reachOf } from '../reach'
import { bad, fromFault, good } from '../reading'

const schema = z.object({
  name: z
    .string()
    .trim()
    .max(253, 'a name such as "shop.example.com"')
    .regex(/^[^\s/:@,"]+$/, 'a name such as "shop.example.com"')
    .meta({ title: 'Name', examples: ['shop.example.com'] }),
  type: z
    .enum(dnsTypes)
    .default('A')
    .meta({
      title: 'Type of record',
      labels: { A: 'A (IPv4 address)', AAAA: 'AAAA (IPv6 address)', CNAME: 'CNAME (other name)', MX: 'MX (mail server)', TXT: 'TXT (text)', NS: 'NS (name server)' },
    }),
  expected: z
    .string()
    .trim()
    .max(300)
    .nullable()
    .default(null)
    .meta({ title: 'Expected value', description: 'One of the records has to be it; of a text record, a part is enough.', examples: ['203.0.113.10'] }),
  server: z
    .string()
    .trim()
    .regex(/^$|^\d{1,3}(\.\d{1,3}){3}(:\d{1,5})?$|^[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i, 'the address of a DNS server such as "1.1.1.1" or "127.0.0.1:5353"')
    .nullable()
    .default(null)
    .meta({ title: 'DNS server', description: 'The system’s own when left empty.', examples: ['1.1.1.1'] }),
})

/** What DNS says of a name. */
export default defineProbe({
  kind: 'dns',
  title: 'DNS name',
  description: 'Whether a name has a record in DNS, and the right one.',
  reach: ({ name }) => reachOf(name),
  schema,
  nameFor: ({ name, type }) => `${name} ${type}`.slice(-60),
  async run({ name, type, expected, server }, io) {
    const answer = await io.resolve({ name, type, server: server || null })
    // A server hands records out in turn: their order says nothing, and may not look like a change.
    return answer.ok ? judge(name, type, expected, answer.value.toSorted()) : fromFault(answer.error)
  },
  action: (code) =>
    code === 'name_not_found' || code === 'expectation_failed' || code === 'invalid_input' ? { label: 'Change', do: { kind: 'settings', section: 'checks' } } : null,
})

const recordsShown = 2
const shortened = (record: string): string => (record.length > 60 ? `${record.slice(0, 59)}…` : record)

function inWords(records: readonly string[]): string {
  const more = records.length > recordsShown ? ` and ${records.length - recordsShown} more` : ''
  return `${records.slice(0, recordsShown).map(shortened).join(', ')}${more}`
}

function judge(name: string, type: DnsType, expected: string | null, records: string[]): Reading {
  const detail = { records: records.slice(0, 20) }
  if (records.length === 0) return bad('name_not_found', `${name} has no ${type} record.`, { hint: 'Check the name and its DNS zone.' })
  if (expected && !records.some((record) => fits(type, record, expected)))
    return bad('expectation_failed', `${type} is ${inWords(records)}, not ${shortened(expected)}.`, { hint: `Check the DNS zone of ${name}; a change may take as long as its TTL.`, detail })
  return good('', { figure: inWords(records), detail })
}

/** Names are compared as DNS does it: in any case, with or without the dot at the end. */
const bare = (value: string): string => value.toLowerCase().replace(/\.$/, '')

function fits(type: DnsType, record: string, expected: string): boolean {
  if (type === 'TXT') return record.includes(expected)
  if (type === 'AAAA') return groupsOf(record) === groupsOf(expected)
  // A mail server may be expected with or without its priority.
  return bare(record) === bare(expected) || (type === 'MX' && bare(record.replace(/^\d+ /, '')) === bare(expected))
}

/** An IPv6 address can be written in many ways: all groups, without zeros in front. */
function groupsOf(address: string): string {
  const [before = '', after] = address.toLowerCase().split('::')
  const groups = (text: string | undefined) => (text ? text.split(':').map((group) => group.replace(/^0+(?=.)/, '')) : [])
  const [first, last] = [groups(before), groups(after)]
  const zeros = after === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  return [...first, ...Array.from({ length: zeros }, () => '0'), ...last].join(':')
}
