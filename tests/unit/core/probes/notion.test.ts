import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/notion'
import { no, self, settingsWith, world, yes } from '../world'

const look = (values: Parameters<typeof world>[0], notion: Partial<ReturnType<typeof settingsWith>['notion']> = {}) => {
  const io = world({ secrets: { notionToken: 'ntn_canary' }, ...values })
  return probe.run(settingsWith({ notion }).notion, io, self()).then((reading) => ({ reading, asked: io.asked }))
}
const me = yes({ name: 'Console', workspace: 'EchoPilot' })

describe('the Notion probe', () => {
  it.each([
    ['without a token', { secrets: {} }, {}],
    ['switched off', {}, { enabled: false }],
  ])('is off and asks nobody %s', async (_name, values, notion) => {
    const { reading, asked } = await look(values, notion)
    expect(reading).toEqual({ status: 'off', code: 'not_configured', message: 'Notion isn’t connected.', hint: null, figure: null, value: null, detail: {} })
    expect(asked).toEqual([])
  })

  it('says who it is', async () => {
    const { reading, asked } = await look({ me })
    expect(reading).toEqual({ status: 'ok', code: null, message: '', hint: null, figure: 'EchoPilot', value: null, detail: { integration: 'Console', workspace: 'EchoPilot' } })
    expect(asked).toEqual(['me ntn_canary'])
  })

  it('is known by its own name where the workspace has none', async () => {
    expect((await look({ me: yes({ name: 'Console', workspace: null }) })).reading.figure).toBe('Console')
  })

  it('also reads the Finance data source when one is set', async () => {
    const { reading, asked } = await look({ me, dataSource: yes({ title: 'Finance' }) }, { financeDataSource: 'ds-1' })
    expect(reading).toMatchObject({ status: 'ok', detail: { financeDataSource: 'Finance' } })
    expect(asked).toEqual(['me ntn_canary', 'dataSource ntn_canary ds-1'])
  })

  it('fails when the data source isn’t shared, and still says who asked', async () => {
    const { reading } = await look({ me, dataSource: no('not_found_or_not_shared') }, { financeDataSource: 'ds-1' })
    expect(reading).toMatchObject({ status: 'fail', code: 'not_found_or_not_shared', detail: { integration: 'Console' } })
  })

  it('passes a refusal on, with its next step and wait, and asks no more', async () => {
    const { reading, asked } = await look({ me: no('rate_limited', { retryAfterMs: 49_000 }) }, { financeDataSource: 'ds-1' })
    expect(reading).toMatchObject({ status: 'fail', code: 'rate_limited', message: 'it said rate_limited', hint: 'do this', retryAfterMs: 49_000 })
    expect(asked).toHaveLength(1)
  })

  it('knows nothing of Notion while we are offline', async () => {
    expect((await look({ me: no('offline') })).reading).toMatchObject({ status: 'unknown', code: 'offline' })
  })

  it.each([
    ['not_configured', { label: 'Connect', do: { kind: 'settings', section: 'notion' } }],
    ['auth_invalid', { label: 'Replace token', do: { kind: 'settings', section: 'notion' } }],
    ['permission_missing', { label: 'Open integration', do: { kind: 'link', link: 'notion-integrations' } }],
    ['not_found_or_not_shared', { label: 'Open integration', do: { kind: 'link', link: 'notion-integrations' } }],
    ['server_error', { label: 'Notion status', do: { kind: 'link', link: 'notion-status' } }],
    ['transport', null],
    [null, null],
  ] as const)('%s leads to %o', (code, action) => {
    expect(probe.action(code)).toEqual(action)
  })
})
