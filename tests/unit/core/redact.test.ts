import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact, redactedJson } from '../../../src/core/redact'

// Each canary is made of the word and of noise, put together here so that no scanner takes them for real ones.
const noise = 'CaNaRy7x9Q2w4E6r8T1y3U5i7O9p2A4s'
const pem = (kind: string) => `-----BEGIN ${kind}PRIVATE KEY-----\nMIIEvQ${noise}\n${noise}==\n-----END ${kind}PRIVATE KEY-----`

const secrets: [string, string][] = [
  ['a Stripe secret key', `sk_live_${noise}`],
  ['a Stripe restricted key', `rk_test_${noise}`],
  ['a Stripe webhook secret', `whsec_${noise}`],
  ['a Notion token', `ntn_${noise}`],
  ['an older Notion token', `secret_${noise}`],
  ['an OpenAI key', `sk-${noise}`],
  ['an OpenAI project key', `sk-proj-${noise}_${noise}-x`],
  ['an OpenAI admin key', `sk-admin-${noise}`],
  ['an Anthropic key', `sk-ant-api03-${noise}`],
  ['a Google access token', `ya29.${noise}`],
  ['a Google refresh token', `1//0${noise}`],
  ['a Google API key', `AIza${noise}`],
  ['a Google client secret', `GOCSPX-${noise}`],
  ['a Telegram bot token', `123456789:${noise}_ab`],
  ['a JWT', `eyJhbGciOiJSUzI1NiJ9.${noise}.${noise}`],
  ['a private key', pem('')],
  ['an RSA private key', pem('RSA ')],
  ['a private key cut short', `-----BEGIN PRIVATE KEY-----\nMIIEvQ${noise}`],
]

describe('a secret by its shape', () => {
  const places: [string, (secret: string) => string][] = [
    ['alone', (secret) => secret],
    ['in a sentence', (secret) => `Invalid key provided: ${secret}, try again`],
    ['in quotes', (secret) => `"${secret}"`],
    ['in JSON', (secret) => JSON.stringify({ error: { message: secret } })],
    ['in JSON inside JSON', (secret) => JSON.stringify({ body: JSON.stringify({ message: secret }) })],
    ['in a query', (secret) => `https://api.example.org/v1?x=1&key=${secret}&y=2`],
    ['in a path', (secret) => `https://api.example.org/${secret}/x`],
    ['in a header', (secret) => `Authorization: Bearer ${secret}`],
    ['in an assignment', (secret) => `NOTION_TOKEN=${secret}`],
  ]
  it.each(secrets.flatMap(([what, secret]) => places.map(([where, put]) => [what, where, put(secret)] as const)))('%s %s', (_what, _where, text) => {
    expect(text).toContain('CaNaRy')
    expect(redact(text)).not.toContain('CaNaRy')
  })

  it.each([
    [`Bearer ${noise}`, 'Bearer …'],
    [`Authorization: Basic ${noise}==`, 'Authorization: Basic …'],
    [`sk_live_${noise}`, 'sk_…'],
    [`https://user:${noise}@example.org/x`, 'https://user:…@example.org/x'],
    [`smtp://mail:${noise}@example.org:587`, 'smtp://mail:…@example.org:587'],
    [`https://example.org/?token=${noise}&page=2`, 'https://example.org/?token=…&page=2'],
    [`https://example.org/?page=2&access_token=${noise}`, 'https://example.org/?page=2&access_token=…'],
    [`grant_type=refresh_token&refresh_token=${noise}&client_secret=${noise}`, 'grant_type=refresh_token&refresh_token=…&client_secret=…'],
    [`{"client_secret":"${noise}","a":1}`, '{"client_secret":"…","a":1}'],
    [`{"password" : "one \\"two\\" ${noise}"}`, '{"password" : "…"}'],
    [JSON.stringify({ body: JSON.stringify({ refresh_token: noise, a: 1 }) }), '{"body":"{\\"refresh_token\\":\\"…\\",\\"a\\":1}"}'],
    [`{ client_secret: '${noise}', a: 1 }`, "{ client_secret: '…', a: 1 }"],
    [`POST https://api.telegram.org/bot123456789:${noise}_ab/getMe`, 'POST https://api.telegram.org/bot…/getMe'],
    [`before ${pem('')} after`, 'before (private key) after'],
    [JSON.stringify({ private_key: pem(''), client_email: 'bot@example.org' }), '{"private_key":"…","client_email":"bot@example.org"}'],
  ])('%s', (text, clean) => {
    expect(redact(text)).toBe(clean)
  })
})

describe('a secret that is known', () => {
  it('goes whatever it looks like, everywhere', () => {
    expect(redact('hunter2! and hunter2!', ['hunter2!'])).toBe('… and …')
  })

  it('goes whole though another begins like it', () => {
    expect(redact('hunter2-long', ['hunter2', 'hunter2-long'])).toBe('…')
  })

  it('is left when it is too short to be one', () => {
    expect(redact('a cat sat', ['cat'])).toBe('a cat sat')
  })

  it('is taken as a text, not as a pattern', () => {
    expect(redact('x.y.z.w and xxyxzxw', ['x.y.z.w'])).toBe('… and xxyxzxw')
  })

  it('is never in what comes out', () => {
    const secret = fc.string({ minLength: 6, maxLength: 40 }).filter((text) => !'…'.includes(text))
    fc.assert(
      fc.property(fc.string(), secret, fc.string(), (before, known, after) => {
        fc.pre(!known.includes('…'))
        expect(redact(`${before}${known}${after}`, [known])).not.toContain(known)
      }),
    )
  })
})

describe('what is no secret survives', () => {
  it.each([
    '',
    'Notion: the provider has an outage (HTTP 503).',
    '2026-11-23T10:00:00.000Z',
    '{"ts":"2026-11-23T07:55:00.123Z","ok":true,"components":{"notion":null,"disk_ok":true},"issues":[]}',
    '8e3f1c1e-7b1a-4d5c-9c2f-0d3a1b2c4d5e',
    '{"request_id":"req_fixture000001","model":"gpt-4o-mini","usage":{"prompt_tokens":1000,"cached_tokens":600}}',
    'component-failing:notion@1795428000000',
    'http://127.0.0.1:5000/api/system-health?period=day',
    'https://www.notion.so/profile/integrations',
    '/dev/vda1 is 91 % full; 42.8 GB of 500 GB are left',
    'a desk-lamp, a risk_management_plan, a task-12345678 and a monkey=banana',
    'the keys, tokens and passwords of a basic plan',
    'at Console.look (console.ts:120:15)',
    '95c21fbd99a3f223bd96719e60d0fc5d467611eae7487440060d9be0b0d741d8',
    'person@example.org',
    '12:34:56',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text)
  })

  it('uuids, times and numbers of any kind', () => {
    const harmless = fc.oneof(
      fc.uuid(),
      fc.integer({ min: 0, max: 4e12 }).map((time) => new Date(time).toISOString()),
      fc.double().map(String),
      fc.ipV4(),
    )
    fc.assert(fc.property(harmless, (text) => void expect(redact(text)).toBe(text)))
  })

  it('a line of JSON stays one', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('token', 'password', 'client_secret', 'message', 'private_key'), fc.string()), (line) => {
        expect(() => JSON.parse(redact(JSON.stringify(line))) as unknown).not.toThrow()
      }),
    )
  })

  it('redacting twice is redacting once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...secrets), fc.string(), ([, secret], around) => {
        const once = redact(`${around} ${secret}`)
        expect(redact(once)).toBe(once)
      }),
    )
  })
})

describe('a known secret', () => {
  const odd = 'pa"ss\\wörd & ü/1'
  it.each<[string, string]>([
    ['plain', odd],
    ['in JSON', JSON.stringify({ message: odd })],
    ['in JSON inside JSON', JSON.stringify({ body: JSON.stringify({ message: odd }) })],
    ['in an address', `https://example.com/hook?x=${encodeURIComponent(odd)}`],
  ])('with quotation marks and signs is taken out %s', (_where, text) => {
    expect(redact(text, [odd])).not.toContain('wör')
    expect(redact(text, [odd])).not.toContain('w%C3%B6r')
  })
})

describe('a value as JSON', () => {
  it('stays JSON, whatever it holds', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.string(), (value, end) => {
      const told = { value, message: `refused: key=abc"${end}`, cut: '-----BEGIN PRIVATE KEY-----', last: 1 }
      expect(JSON.parse(redactedJson(told))).toMatchObject({ cut: '(private key)', last: 1 })
    }))
  })
  it('holds no secret by its shape, by its name and none that is known', () => {
    expect(JSON.parse(redactedJson({ access_token: noise, inside: [{ text: `Bearer ${noise}` }], known: 'hunter22-value', target: 'stripe' }, ['hunter22-value']))).toEqual({ access_token: '…', inside: [{ text: 'Bearer …' }], known: '…', target: 'stripe' })
  })
})
