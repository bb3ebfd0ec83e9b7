import { z } from 'zod'
import { fault, type Fault } from '../shared/faults'
import { duration } from '../shared/format'
import { err, ok, type Result } from '../shared/result'

/** What a sign-in with Google leaves, kept with the secrets as JSON. */
export const googleSignIn = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string(),
  refreshToken: z.string().min(1),
  account: z.string().nullable(),
  /** Space-separated, as Google's token endpoint answers it. */
  scope: z.string().nullable(),
  signedInAt: z.number(),
  /** When the refresh token ends by itself: a consent screen in testing gives it seven days. null: it doesn't. */
  expiresAt: z.number().nullable(),
})
export type GoogleSignIn = z.infer<typeof googleSignIn>

export function readSignIn(text: string): GoogleSignIn | null {
  try {
    const parsed = googleSignIn.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export const driveScope = 'https://www.googleapis.com/auth/drive.metadata.readonly'

/** The user's own OAuth client. */
export interface GoogleClient {
  clientId: string
  clientSecret: string
}

const desktopClient = 'In Google Cloud, create an OAuth client of type “Desktop app” (Clients › Create client) and download its JSON.'

/** What Google hands out for a client → its two values; `content` is the file's JSON. */
export function readClient(content: unknown): Result<GoogleClient> {
  const wrong = (message: string) => err(fault('invalid_input', message, desktopClient))
  const file = (typeof content === 'object' && content !== null ? content : {}) as Record<string, unknown>
  if ('web' in file) return wrong('This is a client of type “Web application”, which can’t sign in from a desktop.')
  if (file['type'] === 'service_account') return err(fault('invalid_input', 'This is the key of a service account, which needs no sign-in.', 'Choose it as the credentials file instead.'))
  const installed = (typeof file['installed'] === 'object' && file['installed'] !== null ? file['installed'] : {}) as Record<string, unknown>
  const { client_id: clientId, client_secret: clientSecret } = installed
  if (typeof clientId !== 'string') return wrong('This isn’t the JSON file of an OAuth client.')
  return checkClient({ clientId, clientSecret: typeof clientSecret === 'string' ? clientSecret : '' })
}

/** Two values as they were typed or read; what Google would refuse anyway is said before a browser opens. */
export function checkClient(client: GoogleClient): Result<GoogleClient> {
  if (!/^[\w.-]+\.apps\.googleusercontent\.com$/.test(client.clientId))
    return err(fault('invalid_input', 'The client id isn’t one of Google’s.', 'It looks like 1234-abcd.apps.googleusercontent.com.'))
  if (client.clientSecret === '')
    return err(fault('invalid_input', 'The client secret is missing.', 'It begins with GOCSPX-. Google shows it once: when it is lost, add another one to the client in Google Cloud.'))
  return ok(client)
}

/** Google's words at either endpoint → ours: what happened, and what to do next. */
const refusals: Readonly<Record<string, readonly [string, string]>> = {
  access_denied: ['Google didn’t grant the access.', 'If you didn’t refuse it yourself: while the client’s consent screen is in testing only its test users may sign in. Add the account in Google Cloud (Audience › Test users).'],
  admin_policy_enforced: ['The account’s administrator doesn’t allow this.', 'Ask the administrator to trust the client, or sign in with another account.'],
  org_internal: ['The client is for accounts of its own organization only.', 'Sign in with such an account, or make the consent screen external (Audience).'],
  invalid_scope: ['Google doesn’t know what was asked for.', 'Report this; it is our mistake.'],
  invalid_client: ['Google doesn’t know this client, or its secret is another one.', 'Copy both values again, or download the client’s JSON anew.'],
  unauthorized_client: ['This client may not sign in from a desktop.', desktopClient],
  deleted_client: ['This client was deleted.', desktopClient],
  redirect_uri_mismatch: ['This client may not sign in from a desktop.', desktopClient],
  invalid_grant: ['Google takes the answer no more: it was used before, or too late.', 'Sign in again.'],
  server_error: ['Google had trouble of its own.', 'Sign in again in a moment.'],
  temporarily_unavailable: ['Google had trouble of its own.', 'Sign in again in a moment.'],
}

export function signInRefusal(error: string): Fault {
  const known = Object.hasOwn(refusals, error) ? refusals[error] : undefined
  if (known) return fault('sign_in_failed', ...known)
  // It comes out of an address: only what looks like one of OAuth's words is repeated.
  return fault('sign_in_failed', `Google refused the sign-in${/^[a-z_]{1,40}$/.test(error) ? ` (${error})` : ''}.`, 'Sign in again.')
}

/** What the token endpoint answers, as far as it is used. */
export interface TokenAnswer {
  refresh_token?: string | null
  scope?: string
  /** Seconds; for a grant that ends by itself. */
  refresh_token_expires_in?: number
}

/** The token endpoint's good answer → what is kept; `now` is UTC epoch ms. */
export function signInOf(answer: TokenAnswer, client: GoogleClient, now: number): Result<GoogleSignIn> {
  const { refresh_token: refreshToken, scope = null, refresh_token_expires_in: seconds } = answer
  if (!refreshToken)
    return err(fault('sign_in_failed', 'Google gave no lasting sign-in.', 'Remove the client at myaccount.google.com (Security › Third-party connections), then sign in again.'))
  if (scope !== null && !scope.split(' ').includes(driveScope))
    return err(fault('sign_in_failed', 'The sign-in may not read Google Drive’s metadata.', 'Sign in again, and leave that box ticked.'))
  return ok({ ...client, refreshToken, account: null, scope, signedInAt: now, expiresAt: typeof seconds === 'number' ? now + seconds * 1000 : null })
}

const dayMs = 86_400_000
const halfDayMs = dayMs / 2

/** Given for seven days: Google's way with a consent screen in testing. */
export const isOfTesting = ({ signedInAt, expiresAt }: GoogleSignIn): boolean => expiresAt !== null && Math.abs(expiresAt - signedInAt - 7 * dayMs) <= halfDayMs

const publish = 'Publish the consent screen in Google Cloud (Audience › Publish app), then sign in again.'

/** Why Google refuses a sign-in that once was good, as far as its dates tell; null when they don't. */
export function endedSignIn(signIn: GoogleSignIn, now: number): Fault | null {
  const { signedInAt, expiresAt } = signIn
  const age = now - signedInAt
  const ended = expiresAt !== null && now >= expiresAt
  if (ended && !isOfTesting(signIn)) return fault('auth_invalid', `The sign-in with Google has ended: it was given for ${duration(expiresAt - signedInAt)}.`, 'Sign in again.')
  // Google doesn't always say beforehand that it will end.
  if (!ended && (age < 7 * dayMs - halfDayMs || age > 8 * dayMs)) return null
  return fault('auth_invalid', 'The sign-in with Google has ended: a consent screen in testing ends it after seven days.', publish)
}
