import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/drive'
import { no, settingsWith, world, yes } from '../world'

const look = (values: Parameters<typeof world>[0], drive: Partial<ReturnType<typeof settingsWith>['drive']> = { credentialsFile: 'key.json' }) => {
  const io = world(values)
  return probe.run(settingsWith({ drive }).drive, io).then((reading) => ({ reading, asked: io.asked }))
}
const about = (limitBytes: number | null) => yes({ account: 'bot@example.org', usedBytes: 7.5e9, limitBytes })

describe('the Google Drive probe', () => {
  it.each([
    ['without credentials', {}],
    ['switched off', { credentialsFile: 'key.json', enabled: false }],
  ])('is off and asks nobody %s', async (_name, drive) => {
    const { reading, asked } = await look({}, drive)
    expect(reading).toMatchObject({ status: 'off', code: 'not_configured', message: 'Google Drive isn’t connected.' })
    expect(asked).toEqual([])
  })

  it('says whose account it is, and how full', async () => {
    const { reading, asked } = await look({ about: about(15e9) })
    expect(reading).toEqual({ status: 'ok', code: null, message: '', hint: null, figure: '7.5 GB of 15.0 GB', value: null, detail: { account: 'bot@example.org', storage: '7.5 GB of 15.0 GB' } })
    expect(asked).toEqual(['about key.json'])
  })

  it('has words for an account without a limit', async () => {
    expect((await look({ about: about(null) })).reading.detail['storage']).toBe('7.5 GB used')
  })

  it.each([
    ['auth_invalid', 'fail'],
    ['quota_exhausted', 'fail'],
    ['invalid_input', 'fail'],
    ['clock_skew', 'unknown'],
    ['offline', 'unknown'],
  ] as const)('%s is %s', async (code, status) => {
    expect((await look({ about: no(code) })).reading).toMatchObject({ status, code, message: `it said ${code}` })
  })

  it.each([
    ['not_configured', { label: 'Connect', do: { kind: 'settings', section: 'drive' } }],
    ['auth_invalid', { label: 'Replace credentials', do: { kind: 'settings', section: 'drive' } }],
    ['invalid_input', { label: 'Replace credentials', do: { kind: 'settings', section: 'drive' } }],
    ['permission_missing', { label: 'Open Google Cloud', do: { kind: 'link', link: 'google-credentials' } }],
    ['server_error', { label: 'Google status', do: { kind: 'link', link: 'google-status' } }],
    ['transport', null],
  ] as const)('%s leads to %o', (code, action) => {
    expect(probe.action(code)).toEqual(action)
  })
})
