import { describe, expect, it } from 'vitest'
import { placeOfSecret } from '../../../src/core/secret-places'
import type { Check, SecretKey } from '../../../src/shared/settings'
import { settingsWith } from './world'

const smtp = { host: 'SMTP.example.com', port: 465, security: 'tls', user: 'ops', from: 'a@example.com', to: 'b@example.com' } as const
const fleet = (url: string | null) => settingsWith({ fleet: { url, tenant: null, agentName: null } })
const checked = (kind: string, settings: Check['settings']) => settingsWith({ checks: { list: [{ id: 'web', kind, title: 'Web', enabled: true, everySeconds: null, watchValue: false, settings }] } })

describe('where a secret is sent', () => {
  it.each<[string, SecretKey, ReturnType<typeof settingsWith>, string | null]>([
    ['a fleet', 'fleetToken', fleet('https://Metrics.example.com:443/prometheus'), 'https://metrics.example.com'],
    ['a fleet on another port', 'fleetToken', fleet('http://[::1]:9090'), 'http://[::1]:9090'],
    ['no fleet', 'fleetToken', fleet(null), ''],
    ['an address that hides its host', 'fleetToken', fleet('https://evil.example\\.example.com'), 'https://evil.example\\.example.com'],
    ['a mail server', 'smtpPassword', settingsWith({ alerts: { smtp } }), 'smtp.example.com:465'],
    ['a mail server without sign-in', 'smtpPassword', settingsWith({ alerts: { smtp: { ...smtp, user: null } } }), ''],
    ['no mail server', 'smtpPassword', settingsWith(), ''],
    ['a check of a page', 'check:web.token', checked('http', { url: 'https://shop.example.com/health?x=1' }), 'https://shop.example.com'],
    ['EchoPilot', 'check:web.token', checked('echopilot', { url: 'http://127.0.0.1:80/base' }), 'http://127.0.0.1'],
    ['a check whose settings can’t be used', 'check:web.token', checked('http', { url: 'shop' }), ''],
    ['a check whose service is always the same', 'check:web.token', checked('telegram-bot', {}), 'telegram-bot'],
    ['a check that is gone', 'check:other.token', checked('http', { url: 'https://shop.example.com' }), ''],
    ['a provider', 'stripeKey', settingsWith(), null],
    ['a webhook, which is its own address', 'webhookUrl', settingsWith(), null],
  ])('of %s', (_what, key, settings, place) => {
    expect(placeOfSecret(key, settings)).toBe(place)
  })
})
