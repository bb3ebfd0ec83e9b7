import { forbidden, limited, outage, ourMistake, refused, rejected } from './findings'
import type { Finding, Heard } from './heard'

// What Google's token endpoint says: RFC 6749 §5.2, and words of its own.

type Meaning = (heard: Heard, description: string, subtype: string) => Finding

const signInAgain = 'Sign in again in Settings.'
const client = 'Check the OAuth client: console.cloud.google.com › APIs & Services › Credentials; then sign in again in Settings.'

const noClient: Meaning = (heard) => refused(heard, 'the OAuth client isn’t there any more, or its secret is another', client)
const reauthenticate: Meaning = (heard) => refused(heard, 'the Workspace wants a new sign-in from time to time', `${signInAgain} An administrator can mark the app as trusted, or a service account takes its place.`)
const byPolicy: Meaning = (heard) => forbidden(heard, 'an administrator of the Workspace hasn’t allowed this app', 'Ask them: admin.google.com › Security › API controls › App access control.')
const down: Meaning = (heard) => outage(heard)
const slower: Meaning = (heard) => limited(heard)

const clockWrong = ({ name }: Heard): Finding => ({
  code: 'clock_skew',
  message: `${name} refuses the sign-in because this computer’s clock is wrong.`,
  hint: 'Set the clock to the right time, best automatically.',
})

/** One word for many things: only the description tells them apart. */
const invalidGrant: Meaning = (heard, description, subtype) => {
  if (/\biat\b|\bexp\b|clock|short-lived|in the future|too (?:early|late)|not yet valid/i.test(description)) return clockWrong(heard)
  if (subtype === 'invalid_rapt' || /\brapt\b|reauth/i.test(description)) return reauthenticate(heard, description, subtype)
  if (/signature/i.test(description))
    return refused(heard, 'the service account’s key was deleted', 'Create a new JSON key: console.cloud.google.com › IAM & Admin › Service Accounts › Keys, and choose it in Settings.')
  if (/not found|deleted|disabled|not a valid email/i.test(description)) return refused(heard, 'the account is gone or disabled', 'Use a service account or a sign-in of an account that exists.')
  if (/audience|malformed|invalid jwt/i.test(description)) return refused(heard, 'the credentials file is damaged', 'Create a new JSON key in Google Cloud, and choose it in Settings.')
  return refused(heard, 'the sign-in has ended or was revoked', `${signInAgain} A consent screen in testing ends each sign-in after 7 days: publish it.`)
}

/** A service account that isn't allowed its scopes lacks a right; any other client is the wrong one. */
const unauthorizedClient: Meaning = (heard, description, subtype) =>
  /scopes? requested|retrieve access tokens/i.test(description)
    ? forbidden(heard, 'the service account isn’t allowed these scopes for the domain', 'An administrator grants them: admin.google.com › Security › API controls › Domain-wide delegation.')
    : noClient(heard, description, subtype)

export const grants: Readonly<Record<string, Meaning>> = {
  invalid_grant: invalidGrant,
  invalid_rapt: reauthenticate,
  invalid_client: noClient,
  deleted_client: noClient,
  disabled_client: noClient,
  unauthorized_client: unauthorizedClient,
  invalid_token: (heard) => ({ ...refused(heard, 'the access token isn’t taken'), retry: 'soon' }),
  consent_required: (heard) => refused(heard, 'its consent has to be given anew', signInAgain),
  interaction_required: (heard) => refused(heard, 'it has to be signed in to anew', signInAgain),
  login_required: (heard) => refused(heard, 'it has to be signed in to anew', signInAgain),
  admin_policy_enforced: byPolicy,
  policy_enforced: byPolicy,
  org_internal: (heard) => forbidden(heard, 'the app is for members of its own organization only', 'Sign in with an account of that organization, or make the consent screen external.'),
  restricted_client: (heard) => forbidden(heard, 'the app isn’t allowed these scopes', 'Add the scope “drive.metadata.readonly” to the consent screen in Google Cloud.'),
  access_denied: (heard) => forbidden(heard, 'access was denied in the sign-in', 'Sign in again and allow it; while the consent screen is in testing, only its test users may.'),
  invalid_scope: (heard) => rejected(heard, 'it knows no such scope', 'Add the scope “drive.metadata.readonly” to the consent screen in Google Cloud.'),
  redirect_uri_mismatch: (heard) => rejected(heard, 'the OAuth client isn’t one for desktop apps', 'Create an OAuth client of the type “Desktop app” in Google Cloud.'),
  invalid_request: (heard) => rejected(heard, 'the sign-in lacks something', signInAgain),
  unsupported_grant_type: (heard) => ourMistake(heard, 'it knows no such kind of sign-in'),
  unsupported_response_type: (heard) => ourMistake(heard, 'it knows no such kind of sign-in'),
  slow_down: slower,
  authorization_pending: slower,
  rate_limit_exceeded: slower,
  internal_failure: down,
  server_error: down,
  backend_error: down,
  temporarily_unavailable: down,
}
