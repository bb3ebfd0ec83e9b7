import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/drive'
import { day, no, now, self, settingsWith, world, yes } from '../world'

const look = (values: Parameters<typeof world>[0], drive: Partial<ReturnType<typeof settingsWith>['drive']> = { credentialsFile: 'key.json' }) => {
  const io = world(values)
  return probe.run(settingsWith({ drive }).drive, io, self()).then((reading) => ({ reading, asked: io.asked }))
}
const about = (limitBytes: number | null, extra = {}) => yes({ account: 'bot@example.org', usedBytes: 7.5e9, limitBytes, scope: null, expiresAt: null, ...extra })

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
    expect(reading).toEqual({ status: 'ok', code: null, message: '', hint: null, figure: '7.5 GB of 15.0 GB', value: null, detail: { account: 'bot@example.org', storage: '7.5 GB of 15.0 GB', scope: null, signInEndsAt: null } })
    expect(asked).toEqual(['about key.json'])
  })

  it('uses what a sign-in left, and a chosen file before it', async () => {
    const signedIn = { secrets: { googleSignIn: '{…}' }, about: about(15e9) }
    expect((await look(signedIn, { credentialsFile: null })).asked).toEqual(['about {…}'])
    expect((await look(signedIn)).asked).toEqual(['about key.json'])
  })

  it.each([
    ['three days before', 3 * day, 'ok'],
    ['two days before', 2 * day, 'ok'],
    ['a day and a half before', 1.5 * day, 'warning'],
  ])('%s a sign-in ends it is %s', async (_name, leftMs, status) => {
    const { reading } = await look({ about: about(15e9, { expiresAt: now + leftMs }) })
    expect(reading.status).toBe(status)
    if (status === 'warning') expect(reading).toMatchObject({ code: 'credential_expiring', message: 'The sign-in with Google ends in 1 d 12 h: its consent screen is in testing.', hint: expect.stringContaining('Publish') })
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
