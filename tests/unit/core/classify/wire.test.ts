import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../../../src/core/evidence'
import { retryOf, type FaultCode, type Retry, type Way } from '../../../../src/shared/faults'
import { broken, told } from './evidence'

describe('what never became an answer', () => {
  it.each<[string, Evidence, FaultCode, Way | undefined, Retry, RegExp]>([
    ['the deadline', broken('deadline'), 'transport', 'none', 'soon', /^Stripe gave no complete answer within 10 s\./],
    ['a refused connection', broken('network', 'ECONNREFUSED'), 'transport', 'none', 'soon', /^The connection to Stripe broke \(ECONNREFUSED\)\./],
    ['a broken connection', broken('network'), 'transport', 'none', 'soon', /^The connection to Stripe broke\./],
    ['a code that is no code', broken('network', 'rk_test_0123456789'), 'transport', 'none', 'soon', /^The connection to Stripe broke\./],
    ['no name', broken('network', 'ENOTFOUND'), 'offline', 'none', 'soon', /no network \(ENOTFOUND\)/],
    ['no resolver', broken('network', 'EAI_AGAIN'), 'offline', 'none', 'soon', /no network \(EAI_AGAIN\)/],
    ['no way', broken('network', 'ENETUNREACH'), 'offline', 'none', 'soon', /no network \(ENETUNREACH\)/],
    ['too much', broken('too_large'), 'bad_payload', 'page', 'later', /far more data/],
    ['a way out', broken('origin'), 'request_invalid', undefined, 'no', /would have left the allowed addresses/],
    ['to somewhere else', broken('redirect', '302'), 'network_blocked', 'page', 'later', /in Stripe’s place.*sign in to the network/s],
    ['round in circles', broken('loop', '302'), 'transport', 'none', 'no', /in circles/],
    ['headers without end', broken('network', 'UND_ERR_HEADERS_OVERFLOW'), 'transport', 'none', 'no', /too many headers/],
    ['headers without end, of the parser', broken('network', 'HPE_HEADER_OVERFLOW'), 'transport', 'none', 'no', /too many headers/],
  ])('%s', (_name, evidence, code, way, retry, words) => {
    const fault = told('stripe', evidence)
    expect({ code: fault.code, way: fault.way, retry: retryOf(fault), provider: fault.provider }).toEqual({ code, way, retry, provider: 'Stripe' })
    expect(`${fault.message} ${fault.hint}`).toMatch(words)
  })

  it.each<[string, RegExp]>([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /nobody but itself.*NODE_EXTRA_CA_CERTS/s],
    ['SELF_SIGNED_CERT_IN_CHAIN', /an authority this computer doesn’t know.*NODE_EXTRA_CA_CERTS/s],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /nobody known vouches.*NODE_EXTRA_CA_CERTS/s],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /nobody known vouches/],
    ['CERT_HAS_EXPIRED', /has expired.*clock/s],
    ['CERT_NOT_YET_VALID', /isn’t valid yet.*clock/s],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /for another name.*sign-in page/s],
    ['CERT_CHAIN_TOO_LONG', /isn’t valid \(CERT_CHAIN_TOO_LONG\)/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /speaks another language/],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', /No encrypted connection/],
    ['EPROTO', /No encrypted connection to Stripe came about \(EPROTO\)/],
  ])('a certificate: %s', (code, words) => {
    const fault = told('stripe', broken('network', code))
    expect(fault).toMatchObject({ code: 'transport', way: 'certificate', retry: 'no' })
    expect(`${fault.message} ${fault.hint}`).toMatch(words)
  })

  it.each<[string, Evidence, FaultCode, RegExp]>([
    ['wants a sign-in', broken('proxy', '407'), 'network_blocked', /wants a sign-in \(HTTP 407\).*password/s],
    ['wants a sign-in, in SOCKS', broken('proxy', 'sign-in'), 'network_blocked', /wants a sign-in\./],
    ['forbids it', broken('proxy', '403'), 'network_blocked', /doesn’t let requests to Stripe through \(HTTP 403\)/],
    ['forbids it, in SOCKS', broken('proxy', 'not-allowed'), 'network_blocked', /doesn’t let requests to Stripe through\./],
    ['can’t reach it', broken('proxy', '502'), 'transport', /proxy can’t reach Stripe \(HTTP 502\)/],
    ['gave up waiting for it', broken('proxy', '504'), 'transport', /proxy can’t reach Stripe/],
    ['can’t reach it, in SOCKS', broken('proxy', 'unreachable'), 'transport', /proxy can’t reach Stripe\./],
    ['says something else', broken('proxy', '418'), 'network_blocked', /through \(HTTP 418\)/],
    ['isn’t there', broken('network', 'ECONNREFUSED', true), 'network_blocked', /proxy on the way to Stripe can’t be reached \(ECONNREFUSED\)/],
    ['has no name', broken('network', 'ENOTFOUND', true), 'network_blocked', /can’t be reached \(ENOTFOUND\).*Check the proxy/s],
    ['hangs', broken('deadline', null, true), 'transport', /proxy made no connection to Stripe within 10 s/],
  ])('a proxy that %s', (_name, evidence, code, words) => {
    const fault = told('stripe', evidence)
    expect(fault).toMatchObject({ code, way: 'proxy' })
    expect(`${fault.message} ${fault.hint}`).toMatch(words)
  })
})
