import { exhausted, forbidden, lacking, limited, missing, outage, ourMistake, refused, rejected, unserved } from './findings'
import { fields, lookUp, phrase, str, type Finding, type Heard, type Phrases, type Vendor, type Words } from './heard'

const keys = 'platform.openai.com › Settings › API keys'
const adminKeys = 'platform.openai.com › Settings › Organization › Admin keys'

const unpaid = (why: string) => (heard: Heard) => exhausted(heard, `OpenAI answers nothing more: ${why}.`, 'Add credit or raise the limit: platform.openai.com › Settings › Billing. Waiting won’t help.')
const spent = unpaid('the credit or the spending limit is used up')
const closed = (heard: Heard) => refused(heard, 'the account it belongs to is closed', 'Write to OpenAI’s support, or use a key of another account.')
const elsewhere = (heard: Heard) => refused(heard, 'it belongs to another organization or project', `Replace it in Settings with a key of the right one: ${keys}.`)
const nowhere = (heard: Heard) => unserved(heard, 'OpenAI doesn’t serve the country this network is in', 'OpenAI lists the countries it serves; a VPN or a proxy may lead through another one.')
const notFromHere = (heard: Heard) => unserved(heard, 'OpenAI takes no requests from this network’s address', 'Add this address: platform.openai.com › Settings › Organization › IP allowlist.')
const tooSteep = (heard: Heard) => limited(heard, 'requests became more too quickly')
const overloaded = (heard: Heard) => outage(heard, 'it is overloaded')
const noAddress = (heard: Heard) => ourMistake(heard, 'there is no such address')

/** https://platform.openai.com/docs/guides/error-codes: codes and types, which share their words. */
const codes: Words = {
  invalid_api_key: (heard) => refused(heard),
  invalid_authentication: (heard) => refused(heard),
  expired_api_key: (heard) => refused(heard, 'it has expired', `Replace it in Settings: ${keys}.`),
  account_deactivated: closed,
  access_terminated: closed,
  invalid_organization: elsewhere,
  mismatched_organization: elsewhere,
  mismatched_project: elsewhere,
  insufficient_permissions: (heard) => lacking(heard, named(heard)),
  missing_scope: (heard) => lacking(heard, named(heard)),
  insufficient_quota: spent,
  credit_balance_exhausted: spent,
  billing_hard_limit_reached: spent,
  billing_limit_reached: spent,
  usage_limit_reached: spent,
  quota_exceeded: spent,
  billing_not_active: unpaid('billing isn’t active'),
  rate_limit_exceeded: rate,
  rate_limit_error: rate,
  requests: rate,
  tokens: rate,
  slow_down: tooSteep,
  server_is_overloaded: overloaded,
  service_unavailable_error: overloaded,
  engine_overloaded: overloaded,
  overloaded_error: overloaded,
  server_error: (heard) => outage(heard),
  internal_error: (heard) => outage(heard),
  ip_not_authorized: notFromHere,
  unsupported_country_region_territory: nowhere,
  model_not_found: (heard) => missing(heard, 'OpenAI doesn’t find the model, or this key’s project may not use it.', 'Choose another model, or allow it: platform.openai.com › Settings › Project › Limits.'),
  unknown_url: noAddress,
  incorrect_hostname: (heard) => rejected(heard, 'this project’s data stays in a region with an address of its own', 'Use a key of a project without a region.'),
}

const phrases: Phrases = [
  [/missing scopes?|insufficient permissions|must be made with a session key|admin (?:API )?key/i, (heard) => lacking(heard, named(heard))],
  [/country, region,? or territory/i, nowhere],
  [/\bIP\b.{0,40}\bnot (?:authorized|allowed)/i, notFromHere],
  [/must be verified|verify (?:your )?organization/i, (heard) => forbidden(heard, 'the organization isn’t verified', 'Verify it: platform.openai.com › Settings › Organization › General.')],
  [/must be a member of an organization/i, elsewhere],
  [/has been deactivated|access was terminated/i, closed],
  [/exceeded your current quota|billing hard limit|credit balance/i, spent],
  [/account is not active|check your billing/i, unpaid('billing isn’t active')],
  [/incorrect API key|didn.t provide an API key/i, (heard) => refused(heard)],
  [/(?:invalid|unknown request) URL/i, noAddress],
  [/slow down/i, tooSteep],
  [/overloaded/i, overloaded],
]

/** A daily limit that names no wait is no matter of minutes. */
function rate(heard: Heard): Finding {
  const daily = /per day|\b(?:RPD|TPD)\b/.test(errorOf(heard).message)
  if (daily && heard.waitMs === undefined) return exhausted(heard, 'OpenAI’s limit for today is used up.', 'It is full again tomorrow; a higher usage tier raises it: platform.openai.com › Settings › Limits.')
  return limited(heard, daily ? 'the limit for today is nearly used up' : '')
}

/** An object as documented, or a bare sentence. */
function errorOf({ body }: Heard) {
  const { error, message } = fields(body)
  const inner = fields(error)
  return { code: str(inner['code']), type: str(inner['type']), message: str(error) || str(inner['message']) || str(message) }
}

/** "Missing scopes: api.usage.read, …" → “api.usage.read”; undefined leaves it to what was asked. */
function named(heard: Heard): string | undefined {
  const [, names = ''] = /missing scopes?:\s*((?:[a-z_]{2,30}(?:\.[a-z_]{2,30}){1,4}(?:,\s*)?){1,5})/i.exec(errorOf(heard).message) ?? []
  const scopes = names.split(/,\s*/).filter((name) => /^[a-z_.]+$/.test(name))
  return scopes.length > 0 ? scopes.map((scope) => `“${scope}”`).join(', ') : undefined
}

export const openai: Vendor = {
  name: 'OpenAI',
  read(heard) {
    const { code, type, message } = errorOf(heard)
    return lookUp(codes, code)?.(heard) ?? phrase(phrases, message, heard) ?? lookUp(codes, type)?.(heard) ?? null
  },
  right: (asked) => (/\/organization\//.test(asked) ? '“api.usage.read” (an admin key has it)' : '“Models: read”'),
  grant: (right) => (/usage|organization|management|admin/.test(right) ? `Use an admin key with ${right}: ${adminKeys}.` : `Grant ${right}: ${keys} › this key › Edit, and look again.`),
  missing: { message: 'OpenAI doesn’t find what was asked for.', hint: 'Check the id, and that it belongs to the project of this key.' },
}
