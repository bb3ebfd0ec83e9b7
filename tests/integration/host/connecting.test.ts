import { describe, expect, it } from 'vitest'
import { faultCase, type Behaviour, type Provider } from '../../fixtures/providers/index'
import { startEngine } from '../engine'
import { freshProviders } from '../support'
import { memoryVault } from './vault'

async function parts({ vault = memoryVault(), env = {}, behaviours = {} }: { vault?: ReturnType<typeof memoryVault> | null; env?: Record<string, string>; behaviours?: Partial<Record<Provider, Behaviour>> } = {}) {
  const standIns = await freshProviders(behaviours)
  const { engine } = await startEngine({ vault, env, originMap: new Map(Object.entries(standIns.originMap)) })
  return { standIns, engine, vault, connecting: engine.connecting }
}

describe('a pasted credential', () => {
  it('that is good is kept, and looked with at once', async () => {
    const { standIns, engine, vault, connecting } = await parts()
    const { stripeKey } = standIns.credentials
    expect(await connecting.paste('stripeKey', stripeKey, false)).toMatchObject({ ok: true, value: { stored: true, reading: { status: 'ok', figure: 'test mode' } } })
    expect(vault!.get('stripeKey')).toBe(stripeKey)
    expect(engine.console.report().components['stripe']).toBe(true)
  })

  it('that is refused isn’t kept, and nobody’s state changes', async () => {
    const { engine, vault, connecting } = await parts()
    expect(await connecting.paste('stripeKey', 'rk_test_of_somebody_else', false)).toMatchObject({ ok: true, value: { stored: false, reading: { code: 'auth_invalid' } } })
    expect(vault!.get('stripeKey')).toBeNull()
    expect(engine.console.report().components['stripe']).toBeNull()
  })

  it('that lacks a right, or can’t be asked about now, is kept and says so', async () => {
    const { standIns, vault, connecting } = await parts({ behaviours: { notion: faultCase('notion', 'capability_missing'), stripe: 'reset' } })
    expect(await connecting.paste('notionToken', standIns.credentials.notionToken, false)).toMatchObject({ ok: true, value: { stored: true, reading: { code: 'permission_missing' } } })
    expect(await connecting.paste('stripeKey', standIns.credentials.stripeKey, false)).toMatchObject({ ok: true, value: { stored: true, reading: { code: 'transport' } } })
    expect([vault!.get('notionToken'), vault!.get('stripeKey')]).toEqual([standIns.credentials.notionToken, standIns.credentials.stripeKey])
  })

  it('is tried out also while its component is switched off', async () => {
    const { engine, connecting } = await parts()
    await engine.settings.update({ section: 'stripe', values: { enabled: false } })
    expect(await connecting.paste('stripeKey', 'rk_test_of_somebody_else', false)).toMatchObject({ ok: true, value: { stored: false } })
  })

  it('of a bot says which bot', async () => {
    const { standIns, connecting } = await parts()
    expect(await connecting.paste('telegramToken', standIns.credentials.telegramToken, false)).toMatchObject({ ok: true, value: { stored: true, reading: { status: 'ok', figure: '@ops_console_bot' } } })
    expect(await connecting.paste('telegramToken', `1${standIns.credentials.telegramToken}`, false)).toMatchObject({ ok: true, value: { stored: false, reading: { code: 'auth_invalid' } } })
  })

  it('that nothing looks with is kept unseen', async () => {
    const { standIns, connecting } = await parts()
    expect(await connecting.paste('openaiAdminKey', 'sk-admin-whatever', false)).toEqual({ ok: true, value: { stored: true, reading: null } })
    expect(standIns.requestsTo('openai')).toEqual([])
  })

  it.each([
    ['where there is no place for it', { vault: null }, 'keychain_unavailable'],
    ['where a variable decides', { env: { STRIPE_API_KEY: 'rk_test_from_outside' } }, 'invalid_input'],
  ])('%s is refused before anybody is asked', async (_case, own, code) => {
    const { standIns, connecting } = await parts(own)
    const before = standIns.requestsTo('stripe').length
    expect(await connecting.paste('stripeKey', standIns.credentials.stripeKey, true)).toMatchObject({ ok: false, error: { code, hint: expect.stringContaining('STRIPE_API_KEY') } })
    expect(standIns.requestsTo('stripe').filter(({ headers }) => headers.authorization?.includes(standIns.credentials.stripeKey))).toHaveLength(0)
    expect(before).toBeLessThanOrEqual(1)
  })

  it('is kept in a file only with consent', async () => {
    const { standIns, vault, connecting } = await parts({ vault: memoryVault({ available: false }) })
    const { stripeKey } = standIns.credentials
    expect(await connecting.paste('stripeKey', stripeKey, false)).toMatchObject({ ok: false, error: { code: 'keychain_unavailable' } })
    expect(await connecting.paste('stripeKey', stripeKey, true)).toMatchObject({ ok: true, value: { stored: true } })
    expect(vault!.keptIn('stripeKey')).toBe('file')
  })

  it('that is taken away leaves its component off', async () => {
    const { standIns, engine, connecting } = await parts()
    await connecting.paste('stripeKey', standIns.credentials.stripeKey, false)
    expect(await connecting.disconnect('stripeKey')).toEqual({ ok: true, value: undefined })
    expect(engine.console.report().details['stripe']).toMatchObject({ status: 'off' })
  })
})

describe('Notion’s data sources', () => {
  it('are those shared with the connection, and nothing else that is found', async () => {
    const { standIns, connecting } = await parts()
    await connecting.paste('notionToken', standIns.credentials.notionToken, false)
    expect(await connecting.dataSources()).toEqual({ ok: true, value: [{ id: '248104cd-477e-80af-bc30-000bd28de8f9', title: 'Orders' }] })
    expect(JSON.parse(standIns.requestsTo('notion').at(-1)!.body)).toEqual({ filter: { property: 'object', value: 'data_source' }, sort: { timestamp: 'last_edited_time', direction: 'descending' }, page_size: 100 })
  })

  it('need a connection, and one that is taken', async () => {
    const { vault, connecting } = await parts()
    expect(await connecting.dataSources()).toMatchObject({ ok: false, error: { code: 'not_configured' } })
    vault!.set('notionToken', 'ntn_of_somebody_else', true, null)
    expect(await connecting.dataSources()).toMatchObject({ ok: false, error: { code: 'auth_invalid' } })
  })
})
