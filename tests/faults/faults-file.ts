import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { explain } from '../../src/core/explain'

/** The words failures are sorted by; the file that comes with the contracts says what each means. */
const classifications = [
  'auth_invalid', 'permission_missing', 'not_found_or_not_shared', 'rate_limited', 'quota_exhausted', 'request_invalid', 'conflict', 'already_done',
  'client_conflict', 'target_gone', 'migrated', 'clock_skew', 'network_blocked', 'server_error', 'transport', 'bad_payload',
] as const

/** Whether trying again, as it is, helps. What has to be repaired first doesn't count; of a read that may be repeated, the "unsafe" ones do. */
const helps = {
  never: false, after_fix: false, plain_text_once: false,
  after: true, backoff: true, slow: true, refresh_once: true, unsafe: true, unsafe_for_writes: true,
} as const

const vendors = ['stripe', 'notion', 'drive', 'openai', 'telegram'] as const
export type Vendor = (typeof vendors)[number]

const retry = z.enum(Object.keys(helps) as [keyof typeof helps])
const http = z.object({
  provider: z.enum(vendors),
  name: z.string().min(1),
  operation: z.string().min(1),
  status: z.number().int().min(200).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).default({}),
  body: z.unknown().optional(),
  classification: z.enum(classifications),
  retry,
  waitSeconds: z.number().optional(),
})
const wire = z.object({ provider: z.enum(['*', ...vendors]), name: z.string().min(1), wire: z.string().min(1), classification: z.enum(classifications), retry })
const file = z.object({ http: z.array(http).default([]), wire: z.array(wire).default([]) }).refine((cases) => cases.http.length + cases.wire.length > 0, 'it holds no failure')

export type HttpFault = z.infer<typeof http> & { helps: boolean }
export type WireCase = z.infer<typeof wire> & { helps: boolean }

export interface Faults {
  path: string
  http: HttpFault[]
  wire: WireCase[]
}

const contracts = resolve(import.meta.dirname, '../../../shared/contracts/faults.json')

/** The vendors' failures, or those of the file that FAULTS_FILE names (from the current directory). */
export function readFaults(named = process.env['FAULTS_FILE']): Faults {
  const path = named ? resolve(named) : contracts
  const wrong = (what: string) => new Error(`${named ? 'FAULTS_FILE' : 'The vendors’ failure cases'} (${path}): ${what}`)
  if (!existsSync(path)) throw wrong(named ? 'there is no such file.' : 'the file is missing. Put shared/contracts/faults.json beside the repository, or name another in FAULTS_FILE.')
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw wrong('it isn’t JSON.')
  }
  const read = file.safeParse(content)
  if (!read.success) throw wrong(`it hasn’t the form of faults.json: ${explain(read.error, true)}.`)
  const withHelps = <T extends { retry: keyof typeof helps }>(entry: T) => ({ ...entry, helps: helps[entry.retry] })
  return { path, http: read.data.http.map(withHelps), wire: read.data.wire.map(withHelps) }
}
