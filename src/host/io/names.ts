import { Resolver } from 'node:dns/promises'
import { wireFault } from '../../core/classify'
import type { DnsType } from '../../core/io'
import { fault, type Fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import type { Deadline } from './exchange'

interface Question {
  name: string
  type: DnsType
  server: string | null
}

/** A question may get lost: it is asked three times, and waited for twice as long each time. */
const tries = 3
const partsOfDeadline = 1 + 2 + 4

/** Asks DNS itself, not the hosts file: what others see of the name. */
export async function resolveName(question: Question, deadline: Deadline): Promise<Result<string[]>> {
  const { name, type, server } = question
  const resolver = new Resolver({ tries, timeout: Math.max(1, Math.round(deadline.left() / partsOfDeadline)) })
  const timer = setTimeout(() => resolver.cancel(), Math.max(0, deadline.left()))
  try {
    if (server !== null) resolver.setServers([server])
    const records = (await resolver.resolve(name, type)) as unknown[]
    return ok(records.map(inWords))
  } catch (error) {
    return err(dnsFault((error as NodeJS.ErrnoException).code ?? null, question, deadline.spanMs))
  } finally {
    clearTimeout(timer)
  }
}

const ofZone = 'Check the name and its DNS zone.'

/** What DNS answers, in words; the rest is what stood in the way to it. */
export function dnsFault(code: string | null, { name, type, server }: Question, deadlineMs: number): Fault {
  const asked = server === null ? 'DNS' : `DNS server ${server}`
  // A system’s own resolver may say this too when there is no network behind it.
  const ours = server === null ? ({ way: 'none' } as const) : {}
  switch (code) {
    case 'ENOTFOUND':
      return fault('name_not_found', `${name} isn’t in DNS.`, ofZone)
    case 'ENODATA':
      return fault('name_not_found', `${name} has no ${type} record.`, ofZone)
    case 'ESERVFAIL':
      return { ...fault('server_error', `${asked} can’t find out about ${name} (SERVFAIL).`, 'The name servers of its zone don’t answer, or its DNSSEC is broken.'), ...ours }
    case 'EREFUSED':
      return { ...fault('expectation_failed', `${asked} refuses to answer for ${name}.`, 'Choose another DNS server for this check.'), ...ours }
    case 'EBADNAME':
    case 'EBADQUERY':
      return fault('invalid_input', `“${name}” isn’t a name DNS knows how to ask for.`, 'Write it like shop.example.com.')
    case 'ERR_INVALID_IP_ADDRESS':
      return fault('invalid_input', `“${server}” isn’t a DNS server’s address.`, 'Write it like 1.1.1.1 or 127.0.0.1:5353.')
    default: {
      const late = code === 'ECANCELLED' || code === 'ETIMEOUT'
      return wireFault(asked, { type: 'broken', reason: late ? 'deadline' : 'network', code }, deadlineMs)
    }
  }
}

/** TXT records come in parts, MX records with a priority. */
function inWords(record: unknown): string {
  if (Array.isArray(record)) return record.join('')
  if (typeof record === 'object' && record !== null && 'exchange' in record) {
    const { priority, exchange } = record as { priority: number; exchange: string }
    return `${priority} ${exchange}`
  }
  return String(record)
}
