import { conflict, done, lacking, limited, missing, outage, ourMistake, refused, rejected, unserved } from './findings'
import { fields, lookUp, phrase, str, type Heard, type Phrases, type Vendor, type Words } from './heard'

const dashboard = 'In the Stripe Dashboard: Developers › API keys'
const newKey = `Replace it in Settings. ${dashboard} › Create restricted key, to read “Balance”, “Balance transaction sources” and “Charges and refunds”.`

const expired = (heard: Heard) => refused(heard, 'it has expired', newKey)
const publishable = (heard: Heard) => refused(heard, 'this is a publishable key, which can’t read anything', newKey)
const rate = (heard: Heard) => limited(heard, 'more requests came from this account than it takes')
const mode = 'one is test, the other live'
const otherMode = (heard: Heard) => missing(heard, `Stripe has this only in its other mode: ${mode}.`, 'Use a test key for test data, and a live key for live data.')

/** https://docs.stripe.com/error-codes, as far as a code says more than its status. */
const codes: Words = {
  api_key_expired: expired,
  platform_api_key_expired: expired,
  secret_key_required: publishable,
  account_invalid: (heard) => ({ ...lacking(heard, 'access to the account asked for, or that was revoked'), hint: 'Check that the key is one of this account: Stripe Dashboard › Developers › API keys.' }),
  more_permissions_required: (heard) => lacking(heard, named(heard)),
  more_permissions_required_for_application: (heard) => lacking(heard, named(heard)),
  rate_limit: rate,
  payment_intent_rate_limit_exceeded: rate,
  lock_timeout: (heard) => limited(heard, 'another request holds the same object'),
  idempotency_key_in_use: (heard) => conflict(heard, 'The same request to Stripe is still under way.'),
  resource_missing: (heard) => (/exists in (?:live|test) mode/i.test(errorOf(heard).message) ? otherMode(heard) : missing(heard)),
  resource_already_exists: (heard) => done(heard, 'it is there already'),
  livemode_mismatch: (heard) => rejected(heard, `key and object are of different modes, ${mode}`, 'Use the key of the mode it was made in.'),
  testmode_charges_only: (heard) => rejected(heard, 'the account isn’t activated for live mode', 'Activate the account in the Stripe Dashboard, or use a test key.'),
  tls_version_unsupported: (heard) => rejected(heard, 'the connection’s encryption is too old', 'A proxy may be in between; check the network.'),
  url_invalid: (heard) => ourMistake(heard, 'an address in it is no address'),
  parameter_missing: (heard) => ourMistake(heard, 'something is missing in it'),
  parameter_unknown: (heard) => ourMistake(heard, 'it knows no such parameter'),
}

const types: Words = {
  rate_limit: rate,
  rate_limit_error: rate,
  authentication_error: (heard) => refused(heard),
  api_error: (heard) => outage(heard),
  api_connection_error: (heard) => outage(heard),
}

/** What Stripe says without a code. */
const phrases: Phrases = [
  [/unrecognized request url/i, (heard) => ourMistake(heard, 'there is no such address')],
  [/from your IP address|IP address .*not allowed/i, (heard) => unserved(heard, 'The Stripe key may not be used from this network’s address', `${dashboard} › this key › IP restrictions: add this address.`)],
  [/required permission|\brak_[a-z_]+/i, (heard) => lacking(heard, named(heard))],
  [/publishable (?:API )?key/i, publishable],
  [/expired API key/i, expired],
  [/did not provide an API key/i, (heard) => refused(heard, 'none was sent')],
  [/exists in (?:live|test) mode/i, otherMode],
]

function errorOf({ body }: Heard) {
  const error = fields(fields(body)['error'])
  return { code: str(error['code']), type: str(error['type']), message: str(error['message']) }
}

/** rak_balance_transaction_source_read → “Balance transaction source: read”; undefined leaves it to what was asked. */
function named(heard: Heard): string | undefined {
  const [, what, level] = /\brak_([a-z]+(?:_[a-z]+){0,8})_(read|write)\b/.exec(errorOf(heard).message) ?? []
  if (what === undefined || what.length > 60) return undefined
  return `“${what[0]!.toUpperCase()}${what.slice(1).replaceAll('_', ' ')}: ${level}”`
}

const rights: [RegExp, string][] = [
  [/\/balance_transactions/, '“Balance transaction sources: read”'],
  [/\/charges/, '“Charges and refunds: read”'],
  [/\/events/, '“Events: read”'],
  [/\/account/, '“Accounts: read”'],
]

export const stripe: Vendor = {
  name: 'Stripe',
  read(heard) {
    const { code, type, message } = errorOf(heard)
    const own = lookUp(codes, code)?.(heard) ?? phrase(phrases, message, heard) ?? lookUp(types, type)?.(heard)
    if (own) return own
    // With Stripe this status means no bill: the request was fine, and what it asked for failed.
    return heard.status === 402 ? rejected(heard, 'it couldn’t be carried out') : null
  },
  right: (asked) => rights.find(([pattern]) => pattern.test(asked))?.[1] ?? '“Balance: read”',
  grant: (right) => `${dashboard} › this key › Edit key: give it ${right}, and look again.`,
  missing: { message: 'Stripe doesn’t find what was asked for.', hint: 'Check the id, and that it belongs to this account and mode.' },
}
