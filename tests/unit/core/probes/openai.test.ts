import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/openai'
import { no, self, world, yes } from '../world'

const look = (values: Parameters<typeof world>[0], own: string | null = null) => {
  const io = world(values)
  return probe.run({}, io, self({ secret: (field) => (field === 'apiKey' ? own : null) })).then((reading) => ({ reading, asked: io.asked }))
}
const models = yes({ count: 41 })

describe('the OpenAI probe', () => {
  it('is off and asks nobody without a key', async () => {
    const { reading, asked } = await look({})
    expect(reading).toMatchObject({ status: 'off', code: 'not_configured', message: 'OpenAI has no key here.' })
    expect(asked).toEqual([])
  })

  it('asks with its own key which models it may use', async () => {
    const { reading, asked } = await look({ models, secrets: { openaiAdminKey: 'sk-admin-console' } }, 'sk-proj-own')
    expect(reading).toEqual({ status: 'ok', code: null, message: '', hint: null, figure: '41 models', value: null, detail: { models: 41 } })
    expect(asked).toEqual(['models sk-proj-own'])
  })

  it('asks with an admin key what is billed', async () => {
    const { reading, asked } = await look({ costs: yes(undefined), secrets: { openaiAdminKey: 'sk-admin-console' } })
    expect(reading).toMatchObject({ status: 'ok', figure: 'admin key: costs can be read' })
    expect(asked).toEqual(['costs sk-admin-console'])
    expect((await look({ costs: yes(undefined) }, 'sk-admin-own')).asked).toEqual(['costs sk-admin-own'])
  })

  it('asks the console’s key for models when it isn’t an admin’s', async () => {
    expect((await look({ models, secrets: { openaiAdminKey: 'sk-other' } })).asked).toEqual(['models sk-other'])
  })

  it.each(['auth_invalid', 'quota_exhausted', 'server_error'] as const)('passes on %s', async (code) => {
    expect((await look({ models: no(code) }, 'sk-x')).reading).toMatchObject({ status: 'fail', code, message: `it said ${code}`, hint: 'do this' })
    expect((await look({ costs: no(code) }, 'sk-admin-x')).reading).toMatchObject({ status: 'fail', code })
  })

  it('uses the console’s key where it has none, and counts as OpenAI', () => {
    expect(probe).toMatchObject({ provider: 'openai', reach: 'remote', credentials: ['openaiAdminKey'] })
  })

  it.each([
    ['not_configured', { label: 'Add key', do: { kind: 'settings', section: 'checks' } }],
    ['auth_invalid', { label: 'Replace key', do: { kind: 'settings', section: 'checks' } }],
    ['permission_missing', { label: 'Open keys', do: { kind: 'link', link: 'openai-keys' } }],
    ['quota_exhausted', { label: 'Open billing', do: { kind: 'link', link: 'openai-billing' } }],
    ['server_error', { label: 'OpenAI status', do: { kind: 'link', link: 'openai-status' } }],
    ['transport', null],
    [null, null],
  ] as const)('%s leads to %o', (code, action) => {
    expect(probe.action(code)).toEqual(action)
  })
})
