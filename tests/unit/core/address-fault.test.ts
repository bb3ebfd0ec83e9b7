import { describe, expect, it } from 'vitest'
import { addressFault } from '../../../src/core/address-fault'
import { wireFault } from '../../../src/core/classify'
import { fromFault } from '../../../src/core/reading'

const name = 'shop.example.com:8443'
const network = (code: string) => addressFault(name, { type: 'broken', reason: 'network', code }, 10_000)

describe('what stands in the way to an address of one’s own', () => {
  it.each([
    ['ENOTFOUND', 'name_not_found', 'shop.example.com:8443 isn’t found: DNS knows no such name.', 'none'],
    ['ECONNREFUSED', 'transport', 'shop.example.com:8443 refuses connections (ECONNREFUSED).', undefined],
    ['BAD_PORT', 'invalid_input', 'shop.example.com:8443 can’t be asked: this port is never used for web pages.', undefined],
    ['Z_DATA_ERROR', 'bad_payload', 'shop.example.com:8443 sends something that can’t be unpacked (Z_DATA_ERROR).', undefined],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'bad_payload', 'shop.example.com:8443 doesn’t speak TLS there (ERR_SSL_WRONG_VERSION_NUMBER).', undefined],
    ['EPROTO', 'bad_payload', 'shop.example.com:8443 doesn’t speak TLS there (EPROTO).', undefined],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'transport', 'shop.example.com:8443 breaks off the TLS handshake (ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE).', undefined],
    ['CERT_HAS_EXPIRED', 'certificate_invalid', 'shop.example.com:8443: its certificate, or one it was signed with, has expired.', 'certificate'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate_invalid', 'shop.example.com:8443: its certificate is signed by itself.', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate_invalid', 'shop.example.com:8443: its certificate is for another name.', 'certificate'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'certificate_invalid', 'shop.example.com:8443: its certificate can’t be traced to an authority known here.', 'certificate'],
  ])('%s is %s', (code, faultCode, message, way) => {
    const fault = network(code)
    expect(fault).toMatchObject({ code: faultCode, message, hint: expect.stringMatching(/\.(pem\.)?$/) })
    expect(fault.way).toBe(way)
  })

  it('says how to trust an authority of one’s own, where that is it', () => {
    expect(network('SELF_SIGNED_CERT_IN_CHAIN').hint).toContain('NODE_EXTRA_CA_CERTS')
    expect(network('CERT_HAS_EXPIRED').hint).not.toContain('NODE_EXTRA_CA_CERTS')
  })

  it.each(['ECONNRESET', 'EAI_AGAIN', 'ENETUNREACH', 'EPIPE'])('%s is what it is for everyone', (code) => {
    expect(network(code)).toEqual(wireFault(name, { type: 'broken', reason: 'network', code }, 10_000))
  })

  it('a name nobody knows is its own failure, and shows beside the others whether it is ours', () => {
    expect(fromFault(network('ENOTFOUND'))).toMatchObject({ status: 'fail', way: 'none' })
    expect(fromFault(network('EAI_AGAIN'))).toMatchObject({ status: 'unknown' })
  })

  it.each(['ENOTFOUND', 'ECONNREFUSED', 'CERT_HAS_EXPIRED'])('%s on the way to a proxy says nothing of the address', (code) => {
    const broken = { type: 'broken', reason: 'network', code, proxied: true } as const
    expect(addressFault(name, broken, 10_000)).toEqual(wireFault(name, broken, 10_000))
  })

  it.each([
    ['too_large', null, 'bad_payload', 'shop.example.com:8443 sends more than the 1 MB that is looked at.'],
    ['loop', '302', 'expectation_failed', 'shop.example.com:8443 sends round in circles (302).'],
    ['loop', null, 'expectation_failed', 'shop.example.com:8443 sends round in circles (redirects).'],
  ] as const)('%s (%s) is %s', (reason, code, faultCode, message) => {
    expect(addressFault(name, { type: 'broken', reason, code }, 10_000)).toMatchObject({ code: faultCode, message })
  })

  it.each(['deadline', 'redirect', 'proxy'] as const)('%s is what it is for everyone', (reason) => {
    const broken = { type: 'broken', reason, code: null } as const
    expect(addressFault(name, broken, 10_000)).toEqual(wireFault(name, broken, 10_000))
  })
})
