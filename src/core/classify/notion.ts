import { conflict, forbidden, lacking, limited, missing, outage, ourMistake, refused, rejected } from './findings'
import { fields, lookUp, phrase, str, type Finding, type Heard, type Phrases, type Vendor, type Words } from './heard'

const connection = 'In Notion: Settings › Connections › Develop or manage integrations › this connection'

const copyAgain = `Replace it in Settings. ${connection} shows the secret.`
const outOfReach = (why: string) => (heard: Heard) => outage(heard, why)

/** https://developers.notion.com/reference/status-codes; a code says more than its status. */
const codes: Words = {
  unauthorized: (heard) => refused(heard, '', `Replace it in Settings; it may be revoked, expired or mistyped. ${connection} shows the secret.`),
  invalid_grant: (heard) => refused(heard, 'it was revoked or has expired', copyAgain),
  invalid_client: (heard) => refused(heard, 'the connection it belongs to isn’t there', copyAgain),
  restricted_resource: lackingCapability,
  object_not_found: (heard) => missing(heard),
  rate_limited: (heard) => limitedBy(heard),
  conflict_error: (heard) => conflict(heard),
  validation_error: (heard) => invalid(heard),
  invalid_json: (heard) => ourMistake(heard, 'invalid_json'),
  invalid_request: (heard) => ourMistake(heard, 'invalid_request'),
  invalid_request_url: (heard) => rejected(heard, 'invalid_request_url', 'Check the ids in Settings; a proxy may change addresses on the way.'),
  invalid_beta: (heard) => ourMistake(heard, 'invalid_beta'),
  missing_version: (heard) => rejected(heard, 'missing_version', 'A proxy may drop headers on the way; else report this, it is our mistake.'),
  internal_server_error: (heard) => outage(heard),
  service_unavailable: (heard) => outage(heard),
  service_overload: outOfReach('it is overloaded'),
  database_connection_unavailable: outOfReach('its database is away'),
  gateway_timeout: outOfReach('it took too long'),
  bad_gateway: (heard) => outage(heard),
}

function lackingCapability(heard: Heard): Finding {
  // Whoever the token belongs to is told with any capability: the workspace itself must be closed to it.
  if (/^GET \/v1\/users\/me$/.test(heard.asked)) return forbidden(heard, 'this connection may read nothing in its workspace', vendorGrant('“Read content”'))
  return lacking(heard)
}

function limitedBy(heard: Heard): Finding {
  const reason = str(fields(fields(heard.body)['additional_data'])['rate_limit_reason'])
  // No wait cures it, and none is named.
  if (reason === 'public_api_request_blocked')
    return { ...limited(heard, 'it has blocked this connection’s requests'), hint: 'Stop other programs with the same secret; if it lasts, write to Notion’s support.', retry: 'no' }
  return limited(heard, reason === 'workspace_rate_limit' ? 'the whole workspace asks too often' : '')
}

/** Ways in which settings of ours, or a page of the user's, no longer fit. */
const invalids: Phrases = [
  [/is a page, not a database/i, (heard) => rejected(heard, 'the id is one of a page, not of a database', 'Choose the data source again in Settings.')],
  [/is a database, not a page/i, (heard) => rejected(heard, 'the id is one of a database, not of a page', 'Choose the page again in Settings.')],
  [/could not find property/i, (heard) => rejected(heard, 'a column it asks for isn’t there', 'A column was renamed or deleted in Notion: give it its old name, or change the settings.')],
  [/multiple data sources/i, (heard) => rejected(heard, 'the database has several data sources', 'Choose one of its data sources in Settings.')],
  [/should be a valid uuid/i, (heard) => rejected(heard, 'an id in it is mistyped', 'Choose the data source again in Settings.')],
  [/^body failed validation/i, (heard) => ourMistake(heard, 'something in it isn’t what Notion expects')],
  [/is not supported (?:for|by|via|with)/i, (heard) => rejected(heard, 'it doesn’t do this with that kind of page', 'Choose another in Settings.')],
]

const invalid = (heard: Heard): Finding => phrase(invalids, str(fields(heard.body)['message']), heard) ?? rejected(heard, 'validation_error')

const rights: [RegExp, string][] = [
  [/^GET \/v1\/comments/, '“Read comments”'],
  [/^(?:POST|PATCH|DELETE) \/v1\/comments/, '“Insert comments”'],
  [/^GET \/v1\/users/, '“Read user information”'],
  [/^POST \/v1\/(?:search|data_sources\/[^/]+\/query|databases\/[^/]+\/query)/, '“Read content”'],
  [/^(?:POST|PATCH \/v1\/blocks\/[^/]+\/children)/, '“Insert content”'],
  [/^(?:PATCH|DELETE|PUT) /, '“Update content”'],
]

const vendorGrant = (right: string): string => `${connection} › Capabilities: tick ${right}, save, and look again.`

export const notion: Vendor = {
  name: 'Notion',
  read(heard) {
    const { code, object } = fields(heard.body)
    return heard.status < 400 && object !== 'error' ? null : (lookUp(codes, str(code))?.(heard) ?? null)
  },
  right: (asked) => rights.find(([pattern]) => pattern.test(asked))?.[1] ?? '“Read content”',
  grant: vendorGrant,
  missing: {
    message: 'Notion doesn’t find what was asked for, or it isn’t shared with this connection.',
    hint: 'In Notion: open the page or database › ••• › Connections › add this connection, and look again.',
  },
}
