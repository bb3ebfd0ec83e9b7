import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/tls-certificate'
import type { Certificate } from '../../../../src/core/io'
import { day, hour, minute, no, now, self, world, yes } from '../world'

const host = 'shop.example.com'
const certificate = (extra: Partial<Certificate> = {}): Certificate => ({
  subject: host,
  issuer: 'An Authority',
  validFrom: now - 10 * day,
  validTo: now + 80 * day,
  names: [host, 'www.example.com'],
  problem: null,
  ...extra,
})
const look = (shown: Partial<Certificate>, config: object = {}) => {
  const io = world({ certificate: yes(certificate(shown)) })
  return probe.run(probe.schema.parse({ host, ...config }), io, self()).then((reading) => ({ reading, asked: io.asked }))
}

describe('the TLS certificate probe', () => {
  it('counts the days that are left', async () => {
    const { reading, asked } = await look({})
    const detail = { subject: host, issuer: 'An Authority', validFromAt: now - 10 * day, validToAt: now + 80 * day, names: [host, 'www.example.com'] }
    expect(reading).toEqual({ status: 'ok', code: null, message: '', hint: null, figure: '80 days left', value: 80, detail })
    expect(asked).toEqual([`certificate ${host}:443 ${host}`])
  })

  it('asks by another name, at another port', async () => {
    expect((await look({}, { host: '10.0.0.7', port: 8443, serverName: host })).asked).toEqual([`certificate 10.0.0.7:8443 ${host}`])
  })

  it.each([
    [15 * day, 'ok', null, '15 days left', 15],
    [14 * day, 'ok', null, '14 days left', 14],
    [14 * day - 1, 'warning', 'Expires in 13 days.', '13 days left', 13],
    [7 * day, 'warning', 'Expires in 7 days.', '7 days left', 7],
    [7 * day - 1, 'fail', 'Expires in 6 days.', '6 days left', 6],
    [day, 'fail', 'Expires in 1 day.', '1 day left', 1],
    [5 * hour, 'fail', 'Expires in 5 h.', '5 h left', 0],
    [minute, 'fail', 'Expires in 1 min.', '1 min left', 0],
  ])('with %i ms left it is %s', async (left, status, message, figure, value) => {
    const { reading } = await look({ validTo: now + left })
    expect(reading).toMatchObject({ status, code: message === null ? null : 'certificate_expiring', message: message ?? '', figure, value })
  })

  it('warns and fails when it is told to', async () => {
    const limits = { warnBelowDays: 60, failBelowDays: 30 }
    expect((await look({ validTo: now + 60 * day }, limits)).reading.status).toBe('ok')
    expect((await look({ validTo: now + 60 * day - 1 }, limits)).reading.status).toBe('warning')
    expect((await look({ validTo: now + 30 * day - 1 }, limits)).reading).toMatchObject({ status: 'fail', hint: 'Renew it before 2026-12-23, and let the server load the new one.' })
  })

  it.each<[string, Partial<Certificate>, string]>([
    ['expired', { validTo: now, problem: 'CERT_HAS_EXPIRED' }, 'Expired on 2026-11-23.'],
    ['long expired', { validTo: now - 400 * day, problem: 'CERT_HAS_EXPIRED' }, 'Expired on 2025-10-19.'],
    ['not valid yet', { validFrom: now + day, problem: 'CERT_NOT_YET_VALID' }, 'Not valid before 2026-11-24.'],
    ['signed by one that has expired', { problem: 'CERT_HAS_EXPIRED' }, 'Its certificate, or one it was signed with, has expired.'],
    ['self-signed', { problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'Its certificate is signed by itself.'],
    ['of an authority nobody knows', { problem: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'Its certificate comes from an authority this computer doesn’t know.'],
    ['sent without its chain', { problem: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'Its certificate can’t be traced to an authority known here.'],
    ['sent without its chain, in other words', { problem: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }, 'Its certificate can’t be traced to an authority known here.'],
    ['revoked', { problem: 'CERT_REVOKED' }, 'Its certificate has been revoked.'],
    ['for another name', { problem: 'ERR_TLS_CERT_ALTNAME_INVALID', names: ['a.example.com', 'b.example.com'] }, 'It is for a.example.com, b.example.com, not for shop.example.com.'],
    ['for many others', { problem: 'ERR_TLS_CERT_ALTNAME_INVALID', names: ['a', 'b', 'c', 'd', 'e'] }, 'It is for a, b, c and 2 more, not for shop.example.com.'],
    ['for another, in its subject', { problem: 'ERR_TLS_CERT_ALTNAME_INVALID', names: [], subject: 'old.example.com' }, 'It is for old.example.com, not for shop.example.com.'],
    ['wrong in a way of its own', { problem: 'CA_MD_TOO_WEAK' }, 'Its certificate isn’t trusted (CA_MD_TOO_WEAK).'],
    ['wrong in an unheard-of way', { problem: 'ODD' }, 'Its certificate isn’t trusted (ODD).'],
  ])('fails when it is %s', async (_name, shown, message) => {
    const { reading } = await look(shown)
    expect(reading).toMatchObject({ status: 'fail', code: 'certificate_invalid', message })
    expect(reading.hint).toMatch(/\.$/)
  })

  it('counts below zero once it has expired', async () => {
    expect((await look({ validTo: now - 3 * day })).reading).toMatchObject({ figure: 'expired', value: -3 })
  })

  describe('with a private authority accepted', () => {
    const accept = { acceptPrivateAuthority: true }
    it.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'])('%s is no problem', async (problem) => {
      expect((await look({ problem }, accept)).reading).toMatchObject({ status: 'ok', figure: '80 days left' })
      expect((await look({ problem, validTo: now + 8 * day }, accept)).reading).toMatchObject({ status: 'warning', code: 'certificate_expiring' })
    })

    it.each<[string, Partial<Certificate>]>([
      ['expired', { problem: 'DEPTH_ZERO_SELF_SIGNED_CERT', validTo: now - 1 }],
      ['not valid yet', { problem: 'DEPTH_ZERO_SELF_SIGNED_CERT', validFrom: now + 1 }],
      ['for another name', { problem: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
      ['revoked', { problem: 'CERT_REVOKED' }],
      ['of an expired authority', { problem: 'CERT_HAS_EXPIRED' }],
    ])('one that is %s still fails', async (_name, shown) => {
      expect((await look(shown, accept)).reading).toMatchObject({ status: 'fail', code: 'certificate_invalid' })
    })
  })

  it('passes on that no certificate came', async () => {
    const io = world({ certificate: no('transport') })
    expect(await probe.run(probe.schema.parse({ host }), io, self())).toMatchObject({ status: 'fail', code: 'transport', message: 'it said transport' })
  })

  it.each([
    [{ host }, 'remote', host],
    [{ host, port: 8443 }, 'remote', `${host}:8443`],
    [{ host: '192.168.1.2', serverName: host }, 'local', '192.168.1.2'],
    [{ host: '::1', port: 8443 }, 'local', '[::1]:8443'],
  ])('%j is %s, and called %s', (config, reach, name) => {
    const parsed = probe.schema.parse(config)
    expect((probe.reach as (config: unknown) => string)(parsed)).toBe(reach)
    expect(probe.nameFor?.(parsed)).toBe(name)
  })

  it.each([
    [{ warnBelowDays: 5 }, 'failBelowDays', 'at most as many days as for the warning'],
    [{ warnBelowDays: -1, failBelowDays: -1 }, 'warnBelowDays', 'a number of days such as 14'],
    [{ warnBelowDays: 1.5 }, 'warnBelowDays', 'a whole number of days such as 14'],
    [{ port: 0 }, 'port', 'a port from 1 to 65535'],
  ])('refuses %j', (config, place, message) => {
    expect(probe.schema.safeParse({ host, ...config }).error?.issues).toContainEqual(expect.objectContaining({ path: [place], message }))
  })

  it('takes equal limits', () => {
    expect(probe.schema.safeParse({ host, warnBelowDays: 7 }).success).toBe(true)
  })

  it.each([['certificate_invalid', 'Change'], ['name_not_found', 'Change'], ['certificate_expiring', undefined], ['transport', undefined], [null, undefined]] as const)('%s leads to %s', (code, label) => {
    expect(probe.action(code)?.label).toBe(label)
  })
})
