import { describe, expect, it } from 'vitest'
import { hidePrivate, type Owner } from '../../../../src/core/data/private-parts'

const join = (...parts: string[]): string => parts.join('')
/** Made up at run time, so that no scanner takes this file for a leak. */
const secrets = {
  notion: join('ntn', '_', '1234567890abcdefABCDEF'),
  stripe: join('sk', '_live_', '51Habcdefghijklmnop'),
  openai: join('sk', '-admin-', 'abcdefghijklmnop1234'),
  telegram: join('123456789', ':', 'AAHabcdefghijklmnopqrstuvwxyz012345'),
  google: join('ya29', '.', 'a0AfH6SMabcdefgh'),
  refresh: join('1//', '0gabcdefghijklmnopqrstuvw'),
  client: join('GOCSPX', '-', 'abcdefgh12345678'),
  jwt: join('eyJhbGciOiJIUzI1', '.', 'eyJzdWIiOiIxMjM0', '.', 'abcDEF123456'),
  webhook: 'https://hooks.example.com/services/T000/B000/Zq8known1',
  password: 'correct horse battery',
}
const home = join('/ho', 'me/', 'margit')
const owner: Owner = { home, user: 'margit', host: 'blue-whale', known: ['424242424'], secrets: ['services/T000/B000/Zq8known1', secrets.password] }
const hide = (text: string) => hidePrivate(text, owner)

describe('a text for a stranger’s eyes', () => {
  const places: [string, (secret: string) => string][] = [
    ['plainly', (secret) => `failed with ${secret} at once`],
    ['in an address', (secret) => `GET https://api.example.com/v1/x?token=${secret}&page=2`],
    ['before the host of an address', (secret) => `via http://proxy:${encodeURIComponent(secret)}@10.0.0.1:3128/`],
    ['in JSON', (secret) => JSON.stringify({ event: 'bug', error: secret })],
    ['in JSON within JSON', (secret) => JSON.stringify({ body: JSON.stringify({ access_token: secret }) })],
    ['in a header', (secret) => `authorization: Bearer ${secret}`],
  ]
  it.each(Object.entries(secrets).flatMap(([name, secret]) => places.map(([place, text]) => [name, place, secret, text(secret)] as const)))('has no %s secret %s', (_name, _place, secret, text) => {
    const clean = hide(text)
    expect(clean).not.toContain(secret)
    expect(clean).not.toContain(encodeURIComponent(secret))
    // Nor the part of it that is worth something.
    expect(clean).not.toContain(secret.slice(-10))
  })

  it.each([
    ['a home folder', `${home}/logs/x.log`, '~/logs/x.log'],
    ['a home folder of somebody else', join('/Us', 'ers/', 'otto/Library/x'), join('/Us', 'ers/', '…/Library/x')],
    ['a home folder on Windows within JSON', JSON.stringify({ path: join('C:\\Us', 'ers\\', 'otto\\AppData') }), join('{"path":"C:\\\\Us', 'ers\\\\', '…\\\\AppData"}')],
    ['a home folder with a name of two words', join('/ho', 'me/', 'otto meier/x and ', '/Us', 'ers/', 'otto failed'), join('/ho', 'me/', '…/x and ', '/Us', 'ers/', '… failed')],
    ['a name before an address', 'smb://otto@nas/share, https://abc123:def@localhost:3000/', 'smb://…@nas/share, https://…@localhost:3000/'],
    ['a user’s name', 'Permission denied for Margit.', 'Permission denied for ….'],
    ['a computer’s name', 'connect to blue-whale:5432', 'connect to …:5432'],
    ['a chat', '{"chat_id":"424242424"}', '{"chat_id":"…"}'],
    ['what an address asks for', 'GET https://example.com/find?name=otto failed', 'GET https://example.com/find?… failed'],
    ['a webhook of somebody else', '{"url":"https://hooks.example.com/services/T024BE7LH/B000/kXq81hZpWv02LtRm9yQa"}', '{"url":"https://hooks.example.com/services/…/B000/…"}'],
    ['a bot’s token', 'POST https://api.telegram.org/bot123:AbC-dEf/sendMessage failed', 'POST https://api.telegram.org/…/sendMessage failed'],
    ['an address of mail', 'to margit.k@example.com', 'to …@example.com'],
  ])('has no %s', (_what, text, clean) => {
    expect(hide(text)).toBe(clean)
  })

  it.each([
    join('ghp', '_', 'abcdefghijklmnopqrstuvwxyz0123456789'),
    join('xoxb', '-', '123456-abcdef'),
    join('AKI', 'A', 'IOSFODNN7EXAMPLE'),
    'X-Api-Key: abcdef123456',
    'authorization: token abcdef123456',
    '{\\"cookie\\":\\"session=abcdef123456\\"}',
  ])('has no credential of others: %s', (text) => {
    expect(hide(`sent ${text}`)).not.toMatch(/cdef|EXAMPLE/)
  })

  it('keeps what helps', () => {
    const text = 'GET https://api.example.com/v1/balance answered 429 after 1.2 s; margitta stays'
    expect(hide(text)).toBe(text)
    expect(hidePrivate('all of it', { home: '', user: '', host: '', known: [], secrets: [] })).toBe('all of it')
  })
})
