import { describe, expect, it } from 'vitest'
import type { ProviderName } from '../../../../src/core/evidence'
import { retryOf, type FaultCode, type Retry } from '../../../../src/shared/faults'
import { json, told } from './evidence'

type Case = [name: string, answer: ReturnType<typeof json>, code: FaultCode, words: RegExp, retry?: Retry]

/** Each case: what came, its code, something its words have to say (message and next step together), and whether trying again helps. */
const cases = (provider: ProviderName, all: Case[]) =>
  it.each(all)(`${provider}: %s`, (_name, answer, code, words, retry) => {
    const fault = told(provider, answer)
    expect(fault).toMatchObject({ code, provider: told(provider, json(500, {})).provider })
    expect(`${fault.message} ${fault.hint}`).toMatch(words)
    if (retry) expect(retryOf(fault)).toBe(retry)
  })

describe('Stripe', () => {
  const error = (status: number, own: Record<string, unknown>, asked = '') => json(status, { error: { type: 'invalid_request_error', ...own } }, {}, asked)
  const unnamed = { message: 'The provided key does not have the required permissions for this endpoint.' }
  cases('stripe', [
    ['a publishable key', error(403, { code: 'secret_key_required' }), 'auth_invalid', /publishable key.*Create restricted key/s],
    ['a publishable key, said in words', error(401, { message: 'This API call cannot be made with a publishable API key.' }), 'auth_invalid', /publishable key/],
    ['a platform’s key that ran out', error(401, { code: 'platform_api_key_expired' }), 'auth_invalid', /expired/],
    ['a key that ran out, without its code', error(401, { message: 'Expired API Key provided: rk_test_***1' }), 'auth_invalid', /expired/],
    ['another account', error(403, { code: 'account_invalid', message: 'The provided key does not have access to account acct_1' }), 'permission_missing', /account/],
    ['a right by its name', error(403, { message: 'Having the \'rak_balance_read\' permission would allow this request to continue.' }), 'permission_missing', /lacks “Balance: read”.*Edit key: give it “Balance: read”/s],
    ['a right to write', error(403, { message: 'Having the \'rak_payment_intent_write\' permission would help.' }), 'permission_missing', /“Payment intent: write”/],
    ['a right without a name, of the balance', error(403, unnamed, 'GET /v1/balance'), 'permission_missing', /“Balance: read”/],
    ['a right without a name, of charges', error(403, unnamed, 'GET /v1/charges/ch_1'), 'permission_missing', /“Charges and refunds: read”/],
    ['a right without a name, of transactions', error(403, unnamed, 'GET /v1/balance_transactions'), 'permission_missing', /“Balance transaction sources: read”/],
    ['rights of an application', error(403, { code: 'more_permissions_required_for_application' }), 'permission_missing', /“Balance: read”/],
    ['an address that isn’t allowed', error(403, { message: 'The API key provided does not allow requests from your IP address.' }), 'network_blocked', /IP restrictions: add this address/, 'no'],
    ['a rate limit under 400', error(400, { code: 'rate_limit' }), 'rate_limited', /more requests/, 'later'],
    ['a rate limit of the second API', error(429, { type: 'rate_limit' }), 'rate_limited', /asks to wait/, 'later'],
    ['a lock under 409', error(409, { code: 'lock_timeout' }), 'rate_limited', /holds the same object/, 'later'],
    ['a lock under 400', error(400, { code: 'lock_timeout' }), 'rate_limited', /holds the same object/],
    ['a request under way', error(409, { code: 'idempotency_key_in_use' }), 'conflict', /under way/, 'soon'],
    ['an object of the other mode', error(404, { code: 'resource_missing', message: 'No such charge: \'ch_1\'; a similar object exists in live mode, but a test mode key was used to make this request.' }), 'not_found_or_not_shared', /other mode.*test key/s, 'no'],
    ['key and object of different modes', error(400, { code: 'livemode_mismatch' }), 'request_invalid', /different modes/, 'no'],
    ['an account that isn’t live', error(400, { code: 'testmode_charges_only' }), 'request_invalid', /Activate the account/, 'no'],
    ['something that exists', error(400, { code: 'resource_already_exists' }), 'already_done', /there already/],
    ['an address with a mistake', error(404, { message: 'Unrecognized request URL (GET: /v1/balnce).' }), 'request_invalid', /no such address.*our mistake/s, 'no'],
    ['a card that is declined', error(402, { type: 'card_error', code: 'card_declined' }), 'request_invalid', /couldn’t be carried out/, 'no'],
    ['a dependency that failed', error(424, { message: 'x' }), 'server_error', /depends on/, 'later'],
    ['another conflict', error(409, {}), 'conflict', /same time/, 'soon'],
    ['an error of the API', error(503, { type: 'api_error' }), 'server_error', /outage \(HTTP 503\)/],
  ])
})

describe('Notion', () => {
  const error = (status: number, code: string, own: Record<string, unknown> = {}, asked = '') => json(status, { object: 'error', status, code, ...own }, {}, asked)
  const validation = (message: string) => error(400, 'validation_error', { message })
  cases('notion', [
    ['its word goes before its status', error(400, 'unauthorized'), 'auth_invalid', /shows the secret/],
    ['an error that came with 200', error(200, 'rate_limited'), 'rate_limited', /asks to wait/],
    ['a grant that was revoked', error(400, 'invalid_grant'), 'auth_invalid', /revoked/],
    ['the right to read', error(403, 'restricted_resource', {}, 'POST /v1/data_sources/x/query'), 'permission_missing', /“Read content”.*tick “Read content”/s],
    ['the right to insert', error(403, 'restricted_resource', {}, 'POST /v1/pages'), 'permission_missing', /“Insert content”/],
    ['the right to append', error(403, 'restricted_resource', {}, 'PATCH /v1/blocks/x/children'), 'permission_missing', /“Insert content”/],
    ['the right to update', error(403, 'restricted_resource', {}, 'PATCH /v1/pages/x'), 'permission_missing', /“Update content”/],
    ['the right to delete', error(403, 'restricted_resource', {}, 'DELETE /v1/blocks/x'), 'permission_missing', /“Update content”/],
    ['the right to read comments', error(403, 'restricted_resource', {}, 'GET /v1/comments'), 'permission_missing', /“Read comments”/],
    ['the right to read users', error(403, 'restricted_resource', {}, 'GET /v1/users'), 'permission_missing', /“Read user information”/],
    ['no right at all', error(403, 'restricted_resource', {}, 'GET /v1/users/me'), 'permission_missing', /may read nothing/],
    ['something not shared', error(404, 'object_not_found'), 'not_found_or_not_shared', /••• › Connections/, 'no'],
    ['requests that are blocked', error(429, 'rate_limited', { additional_data: { rate_limit_reason: 'public_api_request_blocked' } }), 'rate_limited', /blocked/, 'no'],
    ['a page in a database’s place', validation('Provided database_id 1 is a page, not a database.'), 'request_invalid', /of a page.*Choose the data source again/s, 'no'],
    ['a database in a page’s place', validation('Provided page_id 1 is a database, not a page.'), 'request_invalid', /of a database/],
    ['a renamed column', validation('Could not find property with name or id: Statsu'), 'request_invalid', /A column was renamed/, 'no'],
    ['several data sources', validation('Databases with multiple data sources are not supported in this API version.'), 'request_invalid', /several data sources/],
    ['a mistyped id', validation('path failed validation: path.data_source_id should be a valid uuid, instead was `"x"`.'), 'request_invalid', /mistyped/],
    ['a body of ours', validation('body failed validation: body.properties should be defined.'), 'request_invalid', /our mistake/],
    ['an address that a proxy bent', error(400, 'invalid_request_url'), 'request_invalid', /proxy may change addresses/, 'no'],
    ['a header that a proxy dropped', error(400, 'missing_version'), 'request_invalid', /proxy may drop headers/, 'no'],
    ['an overload', error(529, 'service_overload'), 'server_error', /overloaded/, 'later'],
    ['a database that is away', error(503, 'database_connection_unavailable'), 'server_error', /database is away/, 'later'],
    ['a gateway that gave up', error(504, 'gateway_timeout'), 'server_error', /took too long/],
    ['an outage under 400', error(400, 'internal_server_error'), 'server_error', /outage/],
    ['a conflict', error(409, 'conflict_error'), 'conflict', /same time/, 'soon'],
    ['a word nobody knows goes by its status', error(403, 'brand_new'), 'permission_missing', /“Read content”/],
  ])
})

describe('Google', () => {
  const of = (status: number, reason: string, own: Record<string, unknown> = {}) => json(status, { error: { code: status, errors: [{ reason }], ...own } })
  const detailed = (status: number, reason: string, own: Record<string, unknown> = {}) => json(status, { error: { code: status, status: 'PERMISSION_DENIED', ...own, details: [{ '@type': 'x', reason, metadata: own['metadata'] ?? {} }] } })
  const oauth = (status: number, error: string, error_description = '', error_subtype?: string) => json(status, { error, error_description, error_subtype })
  cases('drive', [
    ['the API, by its first name', of(403, 'accessNotConfigured', { message: 'Google Drive API has not been used in project 987654321 before or it is disabled.' }), 'permission_missing', /switched off in the Google Cloud project 987654321.*Enable, in the Google Cloud project 987654321/s, 'no'],
    ['the API, by its second name', detailed(403, 'SERVICE_DISABLED', { metadata: { consumer: 'projects/123456789' } }), 'permission_missing', /project 123456789/],
    ['the API of a project without a number', of(403, 'accessNotConfigured'), 'permission_missing', /switched off in its Google Cloud project/],
    ['a scope, by its first name', of(403, 'insufficientPermissions'), 'permission_missing', /scope “drive.metadata.readonly”/],
    ['a scope, by its second name', detailed(403, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'), 'permission_missing', /scope “drive.metadata.readonly”/],
    ['a detail tells more than the reason beside it', json(403, { error: { errors: [{ reason: 'forbidden' }], details: [{ reason: 'RATE_LIMIT_EXCEEDED' }] } }), 'rate_limited', /asks to wait/],
    ['a file', of(403, 'insufficientFilePermissions'), 'permission_missing', /Share the file/],
    ['a file of another app', of(403, 'appNotAuthorizedToFile'), 'permission_missing', /wasn’t opened or made/],
    ['a domain’s policy', of(403, 'domainPolicy'), 'permission_missing', /administrator of the domain/],
    ['a suspended project', detailed(403, 'CONSUMER_SUSPENDED'), 'permission_missing', /suspended/],
    ['a user’s rate limit', of(403, 'userRateLimitExceeded'), 'rate_limited', /asks to wait/, 'later'],
    ['a project’s rate limit, in details', detailed(429, 'RATE_LIMIT_EXCEEDED'), 'rate_limited', /asks to wait/, 'later'],
    ['a limit of the day, in details', detailed(429, 'RATE_LIMIT_EXCEEDED', { metadata: { quota_limit: 'defaultPerDayPerProject' } }), 'quota_exhausted', /today/, 'no'],
    ['a limit of the day, in words', json(429, { error: { status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded for quota metric \'Queries\' and limit \'Queries per day\'.' } }), 'quota_exhausted', /today/],
    ['too much sharing', of(403, 'sharingRateLimitExceeded'), 'rate_limited', /shared/, 'later'],
    ['a day’s limit', of(403, 'dailyLimitExceeded'), 'quota_exhausted', /tomorrow/, 'no'],
    ['a full storage', of(403, 'storageQuotaExceeded'), 'quota_exhausted', /shared drive/],
    ['a full folder', of(403, 'numChildrenInNonRootLimitExceeded'), 'quota_exhausted', /holds no more/],
    ['another quota', of(403, 'quotaExceeded'), 'quota_exhausted', /today/],
    ['a project without billing', detailed(403, 'BILLING_DISABLED'), 'quota_exhausted', /billing/],
    ['a token that isn’t taken: the next is another', of(401, 'authError'), 'auth_invalid', /new one/, 'soon'],
    ['a token that isn’t taken, without a reason', json(401, {}), 'auth_invalid', /new one/, 'soon'],
    ['no token', of(401, 'required'), 'auth_invalid', /access token/],
    ['an account that is disabled', of(403, 'accountDisabled'), 'auth_invalid', /disabled/, 'no'],
    ['an API key', detailed(400, 'API_KEY_INVALID'), 'auth_invalid', /API key/],
    ['an address that isn’t allowed', of(403, 'ipRefererBlocked'), 'network_blocked', /address/, 'no'],
    ['a country', json(400, { error: { status: 'FAILED_PRECONDITION', message: 'User location is not supported for the API use.' } }), 'network_blocked', /country/, 'no'],
    ['an id in use', of(409, 'fileIdInUse'), 'already_done', /there already/],
    ['a condition', of(412, 'conditionNotMet'), 'conflict', /same time/, 'soon'],
    ['an outage under 403', of(403, 'backendError'), 'server_error', /outage/, 'later'],
    ['an outage by its status word', json(503, { error: { status: 'UNAVAILABLE' } }), 'server_error', /outage/],
    ['a list around the error', json(503, [{ error: { status: 'UNAVAILABLE' } }]), 'server_error', /outage/],
    ['what is gone', of(410, 'deleted'), 'not_found_or_not_shared', /share the file/],
    ['a reason nobody knows goes by its status', of(403, 'somethingNew'), 'permission_missing', /drive.metadata.readonly/],
    ['no list of reasons', json(403, { error: { errors: 'none' } }), 'permission_missing', /drive.metadata.readonly/],

    ['a consent that ran out', oauth(400, 'invalid_grant', 'Token has been expired or revoked.'), 'auth_invalid', /7 days/, 'no'],
    ['a new sign-in, by the subtype', oauth(400, 'invalid_grant', 'reauth related error', 'invalid_rapt'), 'auth_invalid', /Workspace wants a new sign-in/],
    ['a new sign-in, by the words', oauth(400, 'invalid_grant', 'reauth related error (invalid_rapt)'), 'auth_invalid', /Workspace wants a new sign-in/],
    ['a clock that is behind', oauth(400, 'invalid_grant', 'Invalid JWT: iat is in the future'), 'clock_skew', /clock/, 'no'],
    ['a clock that is ahead', oauth(400, 'invalid_grant', 'Invalid JWT: Token used too late.'), 'clock_skew', /clock/],
    ['a key that was deleted', oauth(400, 'invalid_grant', 'Invalid JWT Signature.'), 'auth_invalid', /JSON key/],
    ['an account that is gone', oauth(400, 'invalid_grant', 'Invalid grant: account not found'), 'auth_invalid', /gone or disabled/],
    ['an account that was deleted', oauth(400, 'invalid_grant', 'Account has been deleted'), 'auth_invalid', /gone or disabled/],
    ['a damaged key', oauth(400, 'invalid_grant', 'Invalid JWT: Failed audience check.'), 'auth_invalid', /damaged/],
    ['a client', oauth(401, 'invalid_client', 'The OAuth client was not found.'), 'auth_invalid', /OAuth client/],
    ['a client that was deleted', oauth(401, 'deleted_client'), 'auth_invalid', /OAuth client/],
    ['a client of others', oauth(401, 'unauthorized_client', 'Unauthorized'), 'auth_invalid', /OAuth client/],
    ['a service account without delegation', oauth(401, 'unauthorized_client', 'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.'), 'permission_missing', /Domain-wide delegation/],
    ['a scope nobody has', oauth(400, 'invalid_scope'), 'request_invalid', /no such scope/, 'no'],
    ['an administrator', oauth(400, 'admin_policy_enforced'), 'permission_missing', /App access control/],
    ['another organization', oauth(403, 'org_internal'), 'permission_missing', /own organization/],
    ['a no', oauth(403, 'access_denied'), 'permission_missing', /test users/],
    ['slower', oauth(428, 'slow_down'), 'rate_limited', /asks to wait/, 'later'],
    ['an outage', oauth(400, 'internal_failure'), 'server_error', /outage/, 'later'],
    ['a word nobody knows', oauth(400, 'odd_new_word'), 'request_invalid', /HTTP 400/, 'no'],
  ])
})

describe('OpenAI', () => {
  const error = (status: number, own: Record<string, unknown>, asked = '', headers = {}) => json(status, { error: { type: 'invalid_request_error', param: null, code: null, message: '', ...own } }, headers, asked)
  cases('openai', [
    ['a sentence in the place of an error', json(401, { error: 'Incorrect API key provided' }), 'auth_invalid', /refuses the credential/],
    ['missing scopes in a sentence', json(403, { error: 'You have insufficient permissions for this operation. Missing scopes: api.model.read' }), 'permission_missing', /“api.model.read”/],
    ['two scopes', error(403, { message: 'Missing scopes: api.usage.read, api.management.read. Check that you have the correct role.' }), 'permission_missing', /“api.usage.read”, “api.management.read”/],
    ['scopes without names', error(401, { message: 'You have insufficient permissions for this operation.' }, 'GET /v1/organization/costs'), 'permission_missing', /admin key/],
    ['an account that was closed', error(401, { code: 'account_deactivated' }), 'auth_invalid', /closed/],
    ['a key of another organization', error(401, { code: 'mismatched_organization' }), 'auth_invalid', /organization/],
    ['no organization', error(401, { message: 'You must be a member of an organization to use the API.' }), 'auth_invalid', /organization/],
    ['no credit', error(429, { code: 'insufficient_quota', type: 'insufficient_quota' }), 'quota_exhausted', /Billing/, 'no'],
    ['no credit, by its type', json(429, { error: { type: 'insufficient_quota', code: 'credit_balance_exhausted' } }), 'quota_exhausted', /Billing/],
    ['no credit, by its type alone', json(429, { error: { type: 'insufficient_quota' } }), 'quota_exhausted', /Billing/],
    ['no bills', error(429, { code: 'billing_not_active' }), 'quota_exhausted', /billing isn’t active/],
    ['a limit of spending under 400', error(400, { code: 'billing_hard_limit_reached' }), 'quota_exhausted', /spending limit/, 'no'],
    ['a model', error(404, { code: 'model_not_found' }), 'not_found_or_not_shared', /model/],
    ['an address, by its code', error(404, { code: 'unknown_url' }), 'request_invalid', /no such address/],
    ['an address, by its words', error(404, { message: 'Invalid URL (GET /v1/modelz)' }), 'request_invalid', /no such address/, 'no'],
    ['another host for a region', error(401, { code: 'incorrect_hostname' }), 'request_invalid', /region/],
    ['requests per minute', error(429, { type: 'requests', code: 'rate_limit_exceeded' }), 'rate_limited', /asks to wait/, 'later'],
    ['tokens, by the type alone', error(429, { type: 'tokens' }), 'rate_limited', /asks to wait/],
    ['requests per day, with a wait', error(429, { code: 'rate_limit_exceeded', message: 'Rate limit reached on requests per day (RPD): Limit 200. Please try again in 7m12s.' }), 'rate_limited', /wait 7 min/, 'later'],
    ['requests per day, without one', error(429, { code: 'rate_limit_exceeded', message: 'Rate limit reached on requests per day (RPD): Limit 200.' }), 'quota_exhausted', /today/, 'no'],
    ['too steep a rise, under 503', error(503, { message: 'Slow down', type: 'server_error' }), 'rate_limited', /too quickly/, 'later'],
    ['too steep a rise, by its code', error(429, { code: 'slow_down', type: 'rate_limit_error' }), 'rate_limited', /too quickly/],
    ['an overload', error(503, { code: 'server_is_overloaded', type: 'service_unavailable_error' }), 'server_error', /overloaded/, 'later'],
    ['an address that isn’t allowed', error(401, { code: 'ip_not_authorized' }), 'network_blocked', /IP allowlist/, 'no'],
    ['a country', error(403, { code: 'unsupported_country_region_territory', type: 'request_forbidden' }), 'network_blocked', /country/, 'no'],
    ['an organization that isn’t verified', error(403, { message: 'Your organization must be verified to use the model.' }), 'permission_missing', /isn’t verified/],
    ['another 403', error(403, {}), 'permission_missing', /“Models: read”/],
    ['a conflict', error(409, {}), 'conflict', /same time/, 'soon'],
    ['too long a wait for the request', error(408, {}), 'server_error', /waited too long/, 'later'],
  ])
})

describe('Telegram', () => {
  const error = (error_code: number, description: string, parameters?: object, status = error_code) => json(status, { ok: false, error_code, description, parameters })
  cases('telegram', [
    ['a token that looks like none', error(404, 'Not Found'), 'auth_invalid', /@BotFather/],
    ['a method that isn’t', error(404, 'Not Found: method not found'), 'request_invalid', /no such method/, 'no'],
    ['a bot that moved to another server', error(400, 'Logged out'), 'client_conflict', /Log it out/, 'no'],
    ['a chat nobody knows', error(400, 'Bad Request: chat not found'), 'target_gone', /Write to the bot once/, 'no'],
    ['a peer nobody knows', error(400, 'Bad Request: PEER_ID_INVALID'), 'target_gone', /none with this id/],
    ['a group that was shut', error(403, 'Forbidden: the group chat was deleted'), 'target_gone', /deleted/],
    ['a channel it left', error(403, 'Forbidden: bot is not a member of the channel chat'), 'target_gone', /Add the bot/],
    ['nobody wrote first', error(403, 'Forbidden: bot can\'t initiate conversation with a user'), 'target_gone', /press Start/],
    ['another bot', error(403, 'Forbidden: bot can\'t send messages to bots'), 'target_gone', /a bot’s/],
    ['a deactivated account under 400', error(400, 'Bad Request: USER_DEACTIVATED'), 'target_gone', /deactivated/],
    ['another 403', error(403, 'Forbidden: something new'), 'target_gone', /doesn’t let the bot in/],
    ['a topic that is closed', error(400, 'Bad Request: TOPIC_CLOSED'), 'target_gone', /topic/],
    ['no right to write', error(400, 'Bad Request: not enough rights to send text messages to the chat'), 'permission_missing', /let the bot send messages/, 'no'],
    ['no right to write, in capitals', error(400, 'Bad Request: CHAT_WRITE_FORBIDDEN'), 'permission_missing', /may not write/],
    ['no right to write, under 403', error(403, 'Forbidden: CHAT_WRITE_FORBIDDEN'), 'permission_missing', /may not write/],
    ['a group with a new id', error(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: -1001234567890123 }), 'migrated', /Set the chat to -1001234567890123/, 'no'],
    ['a group with a new id, by the id alone', error(403, 'Forbidden', { migrate_to_chat_id: -100123 }), 'migrated', /-100123/],
    ['a group with a new id that isn’t said', error(400, 'Bad Request: group chat was upgraded to a supergroup chat'), 'migrated', /Choose the chat again/],
    ['a message that is gone', error(400, 'Bad Request: message to edit not found'), 'not_found_or_not_shared', /was deleted/, 'no'],
    ['a message that was to go', error(400, 'Bad Request: message to delete not found'), 'already_done', /gone already/],
    ['another poller', error(409, 'Conflict: terminated by other getUpdates request'), 'client_conflict', /Stop the other program/, 'later'],
    ['a webhook', error(409, 'Conflict: can\'t use getUpdates method while webhook is active'), 'client_conflict', /deleteWebhook/, 'no'],
    ['a flood', error(420, 'FLOOD_WAIT_42'), 'rate_limited', /42 s/, 'later'],
    ['a limit under 400', error(400, 'Bad Request: Too Many Requests: retry after 9'), 'rate_limited', /9 s/],
    ['too large a request', error(413, 'Request Entity Too Large'), 'request_invalid', /too long/, 'no'],
    ['formatting', error(400, 'Bad Request: can\'t parse entities: Unsupported start tag'), 'request_invalid', /plain text/, 'no'],
    ['an empty text', error(400, 'Bad Request: message text is empty'), 'request_invalid', /empty/],
    ['its own status goes before a proxy’s', error(403, 'Forbidden: bot was blocked by the user', undefined, 400), 'target_gone', /Unblock/],
    ['an error that came with 200', error(401, 'Unauthorized', undefined, 200), 'auth_invalid', /refuses the credential/],
    ['an outage', error(500, 'Internal Server Error: restart'), 'server_error', /outage/, 'later'],
  ])
})
