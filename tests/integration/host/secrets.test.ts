import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { apiToken, sameToken } from '../../../src/host/http/token'
import { Secrets, type Vault } from '../../../src/host/secrets'
import { ok } from '../../../src/shared/result'
import { freshFolder } from '../support'

const vault: Vault = {
  available: true, name: 'a vault', problem: null,
  get: (secret) => ({ notionToken: 'ntn_in_the_vault_0001', stripeKey: 'rk_in_the_vault_0002', telegramToken: null, openaiAdminKey: null })[secret],
  keptIn: (secret) => (secret === 'notionToken' || secret === 'stripeKey' ? 'keychain' : null),
  set: () => ok(undefined), remove: () => ok(undefined),
}

describe('secrets', () => {
  it('come from the environment first, then from the vault', () => {
    const secrets = new Secrets({ STRIPE_API_KEY: '  rk_from_the_environment  ', NOTION_TOKEN: '  ' }, vault)
    expect(secrets.get('stripeKey')).toBe('rk_from_the_environment')
    expect(secrets.get('notionToken')).toBe('ntn_in_the_vault_0001')
    expect(secrets.get('telegramToken')).toBeNull()
    expect(secrets.all().toSorted()).toEqual(['ntn_in_the_vault_0001', 'rk_from_the_environment'])
  })

  it('without a vault are the environment’s alone', () => {
    expect(new Secrets({}, null).all()).toEqual([])
  })

  it('show themselves by place and ending only', () => {
    const states = new Secrets({ STRIPE_API_KEY: 'rk_from_the_environment', OPENAI_ADMIN_KEY: 'short' }, vault).states()
    expect(states).toEqual({
      notionToken: { present: true, from: 'keychain', ending: '0001' },
      stripeKey: { present: true, from: 'environment', ending: 'ment' },
      openaiAdminKey: { present: true, from: 'environment', ending: null },
      telegramToken: { present: false, from: null, ending: null },
    })
  })
})

describe('the API’s token', () => {
  const mode = (path: string): number => statSync(path).mode & 0o777

  it('is made at first use, for its owner only, and stays', () => {
    const path = join(freshFolder(), 'data', 'api-token')
    const token = apiToken(path)
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(readFileSync(path, 'utf8')).toBe(`${token}\n`)
    expect(mode(path)).toBe(0o600)
    expect(apiToken(path)).toBe(token)
  })

  it('that others could read is narrowed', () => {
    const path = join(freshFolder(), 'api-token')
    const token = apiToken(path)
    chmodSync(path, 0o644)
    expect(apiToken(path)).toBe(token)
    expect(mode(path)).toBe(0o600)
  })

  it.each(['', 'short', 'has spaces in it, and is long enough otherwise'])('is made anew in place of “%s”', (content) => {
    const path = join(freshFolder(), 'api-token')
    writeFileSync(path, content, { mode: 0o644 })
    const token = apiToken(path)
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(mode(path)).toBe(0o600)
  })

  it('is compared whole', () => {
    expect([sameToken('abc', 'abc'), sameToken('ab', 'abc'), sameToken('', 'abc'), sameToken('abd', 'abc'), sameToken('äbc', 'abc')]).toEqual([true, false, false, false, false])
  })
})
