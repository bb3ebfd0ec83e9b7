import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readInvocation, UsageError } from '../../../src/agent/options'

const checkout = resolve(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'echopilot-options-'))
const map = join(folder, 'map.json')
writeFileSync(map, '{ "https://api.stripe.com": "http://127.0.0.1:4010" }')

const read = (argv: string[], root: string, env: NodeJS.ProcessEnv = {}) => readInvocation(argv, { root, version: '0', env, write: () => {}, note: () => {} })

describe('--origin-map', () => {
  it('is taken from a checkout', () => {
    expect(read(['probe', '--origin-map', map], checkout)).toMatchObject({ originMapGiven: true, originMap: new Map([['https://api.stripe.com', 'http://127.0.0.1:4010']]) })
  })
  it('is refused by an installed copy', () => {
    expect(() => read(['probe', '--origin-map', map], folder)).toThrow(new UsageError('--origin-map works from a checkout only.'))
  })
})

describe('the data folder', () => {
  it('is the flag’s, else the variable’s', () => {
    expect(read(['status', '--data-dir', '/flag'], checkout, { ECHOPILOT_DATA_DIR: '/variable' })).toMatchObject({ paths: { data: '/flag', logs: '/flag/logs' }, ownFolder: true })
    expect(read(['status'], checkout, { ECHOPILOT_DATA_DIR: '/variable' })).toMatchObject({ paths: { data: '/variable' }, ownFolder: true })
  })
  it('leaves a checkout’s logs in the checkout', () => {
    expect(read(['status'], checkout)).toMatchObject({ paths: { logs: join(checkout, 'logs') }, ownFolder: false })
  })
})

describe('words without a flag', () => {
  it('are taken by config, in their order', () => {
    expect(read(['config', 'apply', 'a.json', '--dry-run', '--json'], checkout)).toMatchObject({ command: 'config', words: ['apply', 'a.json'], dryRun: true, json: true })
    expect(read(['config', '--data-dir', '/d', 'apply', '-'], checkout)).toMatchObject({ words: ['apply', '-'], dryRun: false, paths: { data: '/d' } })
    expect(read(['config', 'export', '--', '--odd-name'], checkout)).toMatchObject({ words: ['export', '--odd-name'] })
  })
  it.each(['agent', 'probe', 'costs', 'brief', 'status', 'doctor'])('are refused by %s', (command) => {
    expect(() => read([command, 'now'], checkout)).toThrow(UsageError)
    expect(read([command], checkout)).toMatchObject({ words: [], dryRun: false })
  })
  it('--dry-run belongs to config alone', () => {
    expect(() => read(['probe', '--dry-run'], checkout)).toThrow(/“echopilot probe” takes --json/)
  })
})
