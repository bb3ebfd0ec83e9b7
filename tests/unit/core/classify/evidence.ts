import { classify } from '../../../../src/core/classify'
import type { Evidence, ProviderName } from '../../../../src/core/evidence'

type Answer = Extract<Evidence, { type: 'answer' }>
type Headers = Record<string, string>

/** What the host's fetch keeps of an answer. */
export const json = (status: number, body: unknown, headers: Headers = {}, asked = ''): Answer => ({
  type: 'answer', status, headers: { 'content-type': 'application/json', ...headers }, body, json: true, ...(asked === '' ? {} : { asked }),
})
export const page = (status: number, headers: Headers = {}, text = '<html>'): Answer => ({ type: 'answer', status, headers: { 'content-type': 'text/html', ...headers }, body: null, json: false, page: text })
export const broken = (reason: Extract<Evidence, { type: 'broken' }>['reason'], code: string | null = null, proxied = false): Evidence => ({ type: 'broken', reason, code, ...(proxied ? { proxied } : {}) })

export const told = (provider: ProviderName, evidence: Evidence) => classify(provider, evidence, 10_000)
