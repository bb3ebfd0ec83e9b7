import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { faultCase, type Behaviour, type Provider } from '../../fixtures/providers/index'
import { freshFolder, freshProviders } from '../support'
import { ensureBuilt, startBuilt } from './built'

// The built command line against stand-ins by their origin map alone, as any program would use it.
beforeAll(() => ensureBuilt(), 120_000)

type Codes = Record<'notion' | 'drive' | 'stripe', string | null>

async function probe(behaviours: Partial<Record<Provider, Behaviour>>, env: Record<string, string> = {}) {
  const dataDir = freshFolder()
  const standIns = await freshProviders(behaviours)
  const { originMapFile, env: credentials } = standIns.writeInto(dataDir)
  const { TELEGRAM_BOT_TOKEN: _token, TELEGRAM_CHAT_ID: _chat, ...asked } = credentials
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ version: 1, probing: { deadlineSeconds: 2 } }))
  const child = startBuilt(['probe', '--json', '--origin-map', originMapFile, '--data-dir', dataDir], { env: { ...asked, ...env } })
  const exit = await child.ended
  const report = JSON.parse(child.out()) as { ok: boolean; status: string; components: Record<string, boolean | null>; details: Record<string, { code: string | null; message: string }>; issues: { component: string; code: string; hint: string | null }[] }
  for (const secret of standIns.secrets) expect(child.out() + child.errors()).not.toContain(secret)
  const codeOf = (target: string) => report.details[target]!.code
  return { exit, report, codes: { notion: codeOf('notion'), drive: codeOf('drive'), stripe: codeOf('stripe') } satisfies Codes, standIns }
}

const notionCase = (name: string): Behaviour => faultCase('notion', name)
const driveCase = (name: string): Behaviour => faultCase('drive', name)
const stripeCase = (name: string): Behaviour => faultCase('stripe', name)

describe('echopilot probe --json --origin-map FILE', () => {
  it('finds nothing wrong where nothing is', async () => {
    const { codes, report, standIns } = await probe({})
    expect(codes).toEqual({ notion: null, drive: null, stripe: null })
    expect(report.components).toMatchObject({ notion: true, drive: true, stripe: true })
    // One call each, and Google's token before its own.
    expect(standIns.requests.map(({ provider }) => provider).toSorted()).toEqual(['drive', 'googleToken', 'notion', 'stripe'])
  })

  it.each<[string, Partial<Record<Provider, Behaviour>>, Codes]>([
    ['credentials', { notion: notionCase('token_invalid'), googleToken: driveCase('token_revoked'), stripe: stripeCase('key_expired') }, { notion: 'auth_invalid', drive: 'auth_invalid', stripe: 'auth_invalid' }],
    ['rights', { notion: notionCase('capability_missing'), drive: driveCase('api_disabled'), stripe: stripeCase('restricted_key_permission') }, { notion: 'permission_missing', drive: 'permission_missing', stripe: 'permission_missing' }],
    ['limits and quotas', { notion: notionCase('rate_limited_workspace'), drive: driveCase('user_rate_limit'), stripe: stripeCase('rate_limit') }, { notion: 'rate_limited', drive: 'rate_limited', stripe: 'rate_limited' }],
    ['a quota, a clock and a right', { notion: notionCase('capability_missing'), googleToken: driveCase('clock_skew'), stripe: stripeCase('lock_timeout') }, { notion: 'permission_missing', drive: 'clock_skew', stripe: 'rate_limited' }],
    ['outages', { notion: notionCase('bad_gateway_html'), drive: driveCase('unavailable'), stripe: stripeCase('server_error') }, { notion: 'server_error', drive: 'server_error', stripe: 'server_error' }],
    ['one that hangs among good ones', { stripe: 'hang' }, { notion: null, drive: null, stripe: 'transport' }],
    ['a token endpoint that hangs', { googleToken: 'hang' }, { notion: null, drive: 'transport', stripe: null }],
    ['one that drips for ever', { notion: 'drip' }, { notion: 'transport', drive: null, stripe: null }],
    ['one that breaks the connection', { drive: 'reset' }, { notion: null, drive: 'transport', stripe: null }],
    ['half a document from one', { stripe: 'truncate' }, { notion: null, drive: null, stripe: 'bad_payload' }],
    ['a page from one', { notion: 'html' }, { notion: 'bad_payload', drive: null, stripe: null }],
    ['a block by a CDN', { notion: notionCase('cloudflare_block') }, { notion: 'network_blocked', drive: null, stripe: null }],
    ['200 MiB from one', { stripe: 'gzip-bomb' }, { notion: null, drive: null, stripe: 'bad_payload' }],
    ['silence from all: our own network', { notion: 'reset', googleToken: 'reset', stripe: 'reset' }, { notion: 'offline', drive: 'offline', stripe: 'offline' }],
    ['a page from all: our own network', { notion: 'html', googleToken: 'html', stripe: 'html' }, { notion: 'network_blocked', drive: 'network_blocked', stripe: 'network_blocked' }],
  ])('%s', async (_name, behaviours, expected) => {
    const { codes, report, exit } = await probe(behaviours)
    expect(codes).toEqual(expected)
    const failing = Object.values(expected).some((code) => code !== null && code !== 'offline') && !Object.values(expected).every((code) => code === 'network_blocked')
    expect({ ok: report.ok, exit }).toEqual({ ok: !failing, exit: failing ? 1 : report.status === 'fail' ? 1 : 0 })
    for (const { hint } of report.issues) expect(hint).not.toBe('')
  })

  it('looks at the Finance data source too, when one is set', async () => {
    const { codes, standIns } = await probe({ notion: ['ok', notionCase('data_source_not_shared')] as never }, { NOTION_FINANCE_DATA_SOURCE: '248104cd-477e-80af-bc30-000bd28de8f9' })
    expect(codes.notion).toBe('not_found_or_not_shared')
    expect(standIns.requestsTo('notion').map(({ path }) => path)).toEqual(['/v1/users/me', '/v1/data_sources/248104cd-477e-80af-bc30-000bd28de8f9'])
  })

  it('tells a live key from a test key', async () => {
    const { codes } = await probe({}, { STRIPE_API_KEY: 'pk_test_0123456789abcdef' })
    expect(codes.stripe).toBe('auth_invalid')
  })
})
