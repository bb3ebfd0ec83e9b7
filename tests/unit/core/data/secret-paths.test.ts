import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hideSecretPaths } from '../../../../src/core/data/secret-paths'

const of = (characters: string, minLength: number, maxLength: number) => fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength })
const lower = 'abcdefghijklmnopqrstuvwxyz'
const base62 = `${lower}${lower.toUpperCase()}0123456789`
const hex = '0123456789abcdef'
const isWord = (text: string): boolean => /^[0-9]*$/.test(text)

/** Secrets as services put them into addresses. */
const secret = fc.oneof(
  of(base62, 24, 80),
  of(hex, 16, 64).filter((text) => !isWord(text)),
  fc.uuid(),
  fc.tuple(fc.integer({ min: 1, max: 9_999_999_999 }), of(`${base62}-_`, 1, 40)).map(([bot, key]) => `bot${bot}:${key}`),
  // Capitals, small letters and figures in turn, as short as they come.
  fc.array(fc.tuple(of(lower, 1, 1), of('0123456789', 1, 1), of(lower.toUpperCase(), 1, 1)), { minLength: 3, maxLength: 9 }).map((turns) => turns.flat().join('')),
)
const word = of(lower, 1, 20)
const plain = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join('-')),
  fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.map((one) => `${one[0]!.toUpperCase()}${one.slice(1)}`).join('_')),
  fc.nat().map(String),
  fc.integer({ min: 1, max: 12 }).map((version) => `v${version}`),
  fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  fc.tuple(word, fc.constantFrom('html', 'json', 'php')).map((parts) => parts.join('.')),
)
const host = fc.constantFrom('https://hooks.example.com', 'http://127.0.0.1:8080', 'wss://push.example.org:443', 'hooks.example.com', 'https://[::1]:9090')

describe('the path of an address', () => {
  it('loses each secret, and keeps its host and its words', () => {
    fc.assert(
      fc.property(host, fc.array(fc.oneof(plain.map((text) => ({ text, hidden: false })), secret.map((text) => ({ text, hidden: true }))), { minLength: 1, maxLength: 6 }), fc.constantFrom('', '.', ')', '?…', ' failed'), (at, parts, end) => {
        const written = (hide: boolean) => `GET ${at}/${parts.map(({ text, hidden }) => (hide && hidden ? '…' : text)).join('/')}${end}`
        expect(hideSecretPaths(written(false))).toBe(written(true))
      }),
    )
  })

  it.each([
    ['https://hooks.example.com/services/T024BE7LH/B0/kXq81hZpWv02LtRm9yQa', 'https://hooks.example.com/services/…/B0/…'],
    ['https://discord.example/api/webhooks/1234567890123456789/xY7-kQ2p_L9aB3cD4eF5g', 'https://discord.example/api/webhooks/1234567890123456789/…'],
    ['{"title":"hooks.example.com/in/9f86d081884c7d65"}', '{"title":"hooks.example.com/in/…"}'],
    ['https://app.example.com/#/reset/aB3dE5fG7hJ9', 'https://app.example.com/#/reset/…'],
    ['https://app.example.com/list;session=aB3dE5fG7hJ9;page=2', 'https://app.example.com/list;session=…;page=2'],
    ['(see https://a.example/9f86d081884c7d65).', '(see https://a.example/…).'],
  ])('of %s', (text, clean) => {
    expect(hideSecretPaths(text)).toBe(clean)
  })

  it.each(['api/v1beta1/OAuth2Callback', 'releases/my-app-v1-2-3-rc4', 'Release-Notes-2026-11-23', '20261123T081500Z.log', 'internationalization', '1795000000123456789', 'index.html', 'sha256sum', 'T000', 'my%20page', '~otto'])('keeps %s', (path) => {
    expect(hideSecretPaths(`https://shop.example.com/${path}`)).toBe(`https://shop.example.com/${path}`)
  })

  it('is no path outside of an address', () => {
    const text = 'run 9f86d081884c7d65 of kXq81hZpWv02LtRm9yQa'
    expect(hideSecretPaths(text)).toBe(text)
  })

  it('takes no longer for a text that is made to', () => {
    const text = `${'a.'.repeat(50_000)} ${'a-'.repeat(50_000)} https://${'a'.repeat(50_000)} https://a.b/${'a1'.repeat(50_000)} `
    expect(hideSecretPaths(text).endsWith('https://a.b/… ')).toBe(true)
  })
})
