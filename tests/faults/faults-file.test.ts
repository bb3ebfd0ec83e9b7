import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshFolder } from '../integration/support'
import { callFor } from './clients'
import { readFaults } from './faults-file'

const entry = { provider: 'stripe', name: 'x', operation: 'GET /v1/balance', status: 401, classification: 'auth_invalid', retry: 'never' }
const written = (content: string): string => {
  const path = join(freshFolder(), 'more-faults.json')
  writeFileSync(path, content)
  return path
}

describe('the file of failures', () => {
  it('is the vendors’ when no other is named, and holds all they have', () => {
    const { http, wire } = readFaults('')
    expect(http.length).toBeGreaterThanOrEqual(69)
    expect(wire.length).toBeGreaterThanOrEqual(20)
  })

  it('may be another, named from the current directory', () => {
    const path = written(JSON.stringify({ http: [entry] }))
    expect(readFaults(relative(process.cwd(), path))).toEqual({ path, http: [{ ...entry, headers: {}, body: undefined, helps: false }], wire: [] })
  })

  it.each<[string, string, string]>([
    ['isn’t JSON', '{ "http": [', 'it isn’t JSON.'],
    ['is a list', '[]', 'it hasn’t the form of faults.json'],
    ['holds nothing', '{}', 'it holds no failure'],
    ['has a classification nobody knows', JSON.stringify({ http: [{ ...entry, classification: 'odd' }] }), '“http.0.classification”'],
    ['has a retry word nobody knows', JSON.stringify({ http: [{ ...entry, retry: 'perhaps' }] }), '“http.0.retry”'],
    ['names a provider nobody has', JSON.stringify({ http: [{ ...entry, provider: 'acme' }] }), '“http.0.provider”'],
    ['lacks an operation', JSON.stringify({ http: [{ ...entry, operation: undefined }] }), '“http.0.operation” is missing'],
  ])('that %s says so, and where', (_case, content, words) => {
    const path = written(content)
    expect(() => readFaults(path)).toThrow(words)
    expect(() => readFaults(path)).toThrow(`FAULTS_FILE (${path}): `)
  })

  it('that isn’t there says so', () => {
    expect(() => readFaults('no/such/file.json')).toThrow('no/such/file.json): there is no such file.')
  })
})

describe('an operation', () => {
  it.each([
    ['stripe', 'GET /v1/charges/{charge}'],
    ['stripe', 'POST /v1/refunds'],
    ['notion', 'DELETE /v1/blocks/{block_id}'],
    ['drive', 'GET /drive/v3/changes/startPageToken'],
    ['openai', 'POST /v1/embeddings'],
    ['telegram', 'POST /bot{token}/sendPhoto'],
    ['telegram', 'deleteMessage'],
  ] as const)('of %s, %s, is a call also when the console never makes it', (vendor, operation) => {
    expect(callFor(vendor, operation).provider).toBe(vendor)
  })

  it('of no form is refused in words', () => {
    expect(() => callFor('stripe', 'balance')).toThrow('“balance” of stripe isn’t an operation such as “GET /v1/things/{id}”')
  })
})
