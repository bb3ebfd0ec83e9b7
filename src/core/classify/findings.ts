import { duration } from '../../shared/format'
import type { Finding, Heard } from './heard'

// Each meaning has one wording; what only one provider knows is handed in: `why` follows a colon, `hint` is the next step.

const because = (why: string): string => (why === '' ? '.' : `: ${why}.`)

export const refused = ({ name }: Heard, why = '', hint = 'Replace it in Settings; it may be revoked, expired or mistyped.'): Finding => ({
  code: 'auth_invalid',
  message: `${name} refuses the credential${because(why)}`,
  hint,
})

/** `right` as the provider's own pages name it, in quotes. */
export const lacking = ({ name, asked, vendor }: Heard, right = vendor.right(asked)): Finding => ({
  code: 'permission_missing',
  message: `${name} can’t be read: the credential lacks ${right}.`,
  hint: vendor.grant(right),
})

/** A right that isn't one of the credential's own. */
export const forbidden = ({ name }: Heard, why: string, hint: string): Finding => ({ code: 'permission_missing', message: `${name} doesn’t allow this: ${why}.`, hint })

export const missing = ({ vendor }: Heard, message = vendor.missing.message, hint = vendor.missing.hint): Finding => ({
  code: 'not_found_or_not_shared',
  message,
  hint,
})

export function limited({ name, waitMs }: Heard, why = ''): Finding {
  const wait = waitMs ? ` ${duration(waitMs)}` : ''
  return { code: 'rate_limited', message: `${name} asks to wait${wait}${because(why)}`, hint: wait ? `Looks again by itself in${wait}.` : 'Looks again by itself.' }
}

export const exhausted = ({ name }: Heard, message = `A quota at ${name} is used up.`, hint = `Raise it or add credit at ${name}; waiting a few minutes won’t help.`): Finding => ({
  code: 'quota_exhausted',
  message,
  hint,
})

export function outage({ name, status, waitMs }: Heard, why = ''): Finding {
  const wait = waitMs ? ` in ${duration(waitMs)}` : ''
  return { code: 'server_error', message: `${name} has an outage (HTTP ${status})${because(why)}`, hint: `Looks again by itself${wait}.` }
}

export const rejected = ({ name, status }: Heard, why = '', hint = 'Check the settings of this connection.'): Finding => ({
  code: 'request_invalid',
  message: `${name} rejects the request (HTTP ${status})${because(why)}`,
  hint,
  retry: 'no',
})

/** What no setting can have caused. */
export const ourMistake = (heard: Heard, why: string): Finding => rejected(heard, why, 'Report this; it is our mistake.')

export const conflict = ({ name }: Heard, message = `Something else changed it at ${name} at the same time.`): Finding => ({ code: 'conflict', message, hint: 'Looks again by itself.' })

export const done = ({ name }: Heard, why: string): Finding => ({ code: 'already_done', message: `${name} has nothing left to do: ${why}.`, hint: 'Nothing needs doing.' })

/** The provider itself serves no one from here. */
export const unserved = ({ name, status }: Heard, why = `${name} doesn’t serve this network’s address`, hint = `Allow this address at ${name}, or use another network.`): Finding => ({
  code: 'network_blocked',
  message: `${why} (HTTP ${status}).`,
  hint,
  retry: 'no',
})

/** An answer, but none that is documented. */
export const garbled = ({ name, status }: Heard, page: boolean): Finding => ({
  code: 'bad_payload',
  message: `${name} answered with something that isn’t its documented data (HTTP ${status}).`,
  hint: page ? 'Open any page in a browser: this network may want a sign-in, or a proxy answers in its place.' : `Looks again by itself; if it lasts, see whether ${name} reports an outage.`,
  ...(page ? { way: 'page' as const } : {}),
})
