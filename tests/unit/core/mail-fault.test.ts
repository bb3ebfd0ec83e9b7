import { describe, expect, it } from 'vitest'
import { mailFault, type MailTrouble } from '../../../src/core/mail-fault'
import { retryOf, type FaultCode, type Retry } from '../../../src/shared/faults'

const name = 'smtp.example.com:587'
const trouble = (own: Partial<MailTrouble>): MailTrouble => ({ code: null, cause: null, reply: null, command: '', certificate: false, late: false, ...own })

describe('a letter that didn’t go out', () => {
  it.each<[string, Partial<MailTrouble>, FaultCode, Retry]>([
    ['a refused sign-in', { code: 'EAUTH', reply: 535, command: 'AUTH PLAIN' }, 'auth_invalid', 'no'],
    ['a sign-in that wants another way', { code: 'EAUTH', reply: 534, command: 'AUTH LOGIN' }, 'auth_invalid', 'no'],
    ['a sign-in that can’t be looked up now', { code: 'EAUTH', reply: 454, command: 'AUTH PLAIN' }, 'server_error', 'later'],
    ['a sign-in that is missing', { code: 'EENVELOPE', reply: 530, command: 'MAIL FROM' }, 'auth_invalid', 'no'],
    ['an unknown recipient', { code: 'EENVELOPE', reply: 550, command: 'RCPT TO' }, 'target_gone', 'no'],
    ['a greylisted recipient', { code: 'EENVELOPE', reply: 451, command: 'RCPT TO' }, 'server_error', 'later'],
    ['a full mailbox, for now', { code: 'EENVELOPE', reply: 452, command: 'RCPT TO' }, 'server_error', 'later'],
    ['a sender who isn’t allowed', { code: 'EENVELOPE', reply: 553, command: 'MAIL FROM' }, 'permission_missing', 'no'],
    ['a letter taken for unwanted', { code: 'EMESSAGE', reply: 554, command: 'DATA' }, 'request_invalid', 'no'],
    ['a letter that came at a bad time', { code: 'EMESSAGE', reply: 421, command: 'DATA' }, 'server_error', 'later'],
    ['a server that is closing', { code: 'ECONNECTION', reply: 421, command: 'CONN' }, 'server_error', 'later'],
    ['a closed door', { code: 'EPROTOCOL', reply: 554, command: 'CONN' }, 'permission_missing', 'no'],
    ['no encryption there', { code: 'ETLS', reply: 502, command: 'STARTTLS' }, 'channel_off', 'no'],
    ['no encryption now', { code: 'ETLS', reply: 454, command: 'STARTTLS' }, 'server_error', 'later'],
    ['a certificate that isn’t trusted', { code: 'ETLS', command: 'STARTTLS', certificate: true }, 'certificate_invalid', 'later'],
    ['a certificate, by its code', { code: 'ESOCKET', cause: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'certificate_invalid', 'later'],
    ['a handshake that broke', { code: 'ETLS', command: 'STARTTLS' }, 'transport', 'soon'],
    ['nobody listening', { code: 'ESOCKET', cause: 'ECONNREFUSED' }, 'transport', 'soon'],
    ['no such name', { code: 'EDNS', cause: 'ENOTFOUND' }, 'name_not_found', 'later'],
    ['a connection that broke', { code: 'ECONNECTION' }, 'transport', 'soon'],
    ['a wrong address of ours', { code: 'EENVELOPE', command: 'API' }, 'request_invalid', 'no'],
    ['our deadline', { code: 'EABORT', late: true }, 'transport', 'soon'],
    ['its deadline', { code: 'ETIMEDOUT' }, 'transport', 'soon'],
    ['something unheard of', {}, 'transport', 'soon'],
  ])('%s', (_what, own, code, retry) => {
    const said = mailFault(name, trouble(own), 10_000)
    expect({ code: said.code, retry: retryOf(said) }).toEqual({ code, retry })
    expect(said.message).not.toBe('')
  })
})
