import { readFile } from 'node:fs/promises'
import type { DrivePort } from '../../core/io'
import { driveScope, endedSignIn, readSignIn } from '../../core/google-sign-in'
import { fault, type Fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import { systemClock } from '../io/clock'
import { callProvider, type CallRules } from './call'

const scope = driveScope

export type Credentials =
  | { type: 'service_account'; client_email: string; private_key: string }
  | { type: 'authorized_user'; client_id: string; client_secret: string; refresh_token: string; expiresAt?: number | null }

export function drivePort(rules: CallRules): DrivePort {
  return {
    async about(credential) {
      const credentials = 'file' in credential ? await readCredentials(credential.file) : signedIn(credential.signIn)
      if (!credentials.ok) return err(credentials.error)
      const grant = { refused: false }
      const answer = await callProvider(
        'drive',
        rules,
        (fetch) => about(credentials.value, noticing(grant, fetch)),
        ({ data }) => typeof data?.user?.emailAddress === 'string',
      )
      if (!answer.ok) return err(grant.refused && 'signIn' in credential ? withEnd(answer.error, credential.signIn) : answer.error)
      const { data, scope: granted } = answer.value
      const { user, storageQuota } = data
      return ok({
        account: user?.emailAddress ?? '',
        usedBytes: Number(storageQuota?.usage ?? 0),
        limitBytes: storageQuota?.limit ? Number(storageQuota.limit) : null,
        scope: granted ?? null,
        expiresAt: credentials.value.type === 'authorized_user' ? (credentials.value.expiresAt ?? null) : null,
      })
    },
  }
}

/** The Drive client and what signs its requests in, with all retries off. */
export async function driveClient(credentials: Credentials, fetch: typeof globalThis.fetch) {
  const [{ drive_v3 }, { JWT, UserRefreshClient }, { Gaxios }] = await Promise.all([
    import('@googleapis/drive'),
    import('google-auth-library'),
    import('gaxios'),
  ])
  // The token request brings a retry of its own, which `retry: false` doesn't reach.
  const transporter = new Gaxios({ fetchImplementation: withToken(fetch) as never, retry: false, retryConfig: { retry: 0, noResponseRetries: 0 } })
  const auth =
    credentials.type === 'service_account'
      ? new JWT({ email: credentials.client_email, key: credentials.private_key, scopes: [scope], transporter })
      : new UserRefreshClient({
          clientId: credentials.client_id,
          clientSecret: credentials.client_secret,
          refreshToken: credentials.refresh_token,
          transporter,
        })
  return { auth, drive: new drive_v3.Drive({ auth: auth as never, fetchImplementation: fetch as never, retry: false }) }
}

/** An answer of the token endpoint that holds no token: the request after it would be refused, and the credential be blamed. */
const withToken =
  (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  async (...asked) => {
    const answer = await fetch(...asked)
    if (!String(asked[0]).startsWith('https://oauth2.googleapis.com/') || !answer.ok) return answer
    const { access_token: token } = (await answer.clone().json()) as { access_token?: unknown }
    if (typeof token !== 'string' || token === '') throw new Error('an answer without a token')
    return answer
  }

async function about(credentials: Credentials, fetch: typeof globalThis.fetch) {
  const { auth, drive } = await driveClient(credentials, fetch)
  const { data } = await drive.about.get({ fields: 'user,storageQuota' })
  return { data, scope: auth.credentials.scope }
}

/** Notes when Google takes a grant no more; the answer goes on as it is. */
function noticing(grant: { refused: boolean }, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (...asked) => {
    const answer = await fetch(...asked)
    if (answer.status === 400) grant.refused = (await answer.clone().text()).includes('"invalid_grant"')
    return answer
  }
}

/** A refused sign-in whose dates tell why. */
function withEnd(refusal: Fault, text: string): Fault {
  const signIn = refusal.code === 'auth_invalid' ? readSignIn(text) : null
  return { ...refusal, ...(signIn && endedSignIn(signIn, systemClock.now())) }
}

function signedIn(text: string): Result<Credentials> {
  const signIn = readSignIn(text)
  if (!signIn) return err(fault('auth_invalid', 'What the sign-in with Google left can’t be read.', 'Sign in again in Settings.'))
  const { clientId, clientSecret, refreshToken, expiresAt } = signIn
  return ok({ type: 'authorized_user', client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken, expiresAt })
}

/** Reads and checks a Google credentials file. Its content appears in no message. */
async function readCredentials(path: string): Promise<Result<Credentials>> {
  const wrong = (what: string) =>
    err(fault('invalid_input', `${path}: ${what}`, 'Choose the JSON key of a service account, or an authorised-user file.'))
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return wrong(missing ? 'the credentials file isn’t there.' : 'the credentials file can’t be read.')
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return wrong('the credentials file isn’t JSON.')
  }
  const file = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Record<string, unknown>
  const has = (...names: string[]) => names.every((name) => typeof file[name] === 'string' && file[name] !== '')
  if (file['type'] === 'service_account' && has('client_email', 'private_key')) return ok(file as Credentials)
  if (file['type'] === 'authorized_user' && has('client_id', 'client_secret', 'refresh_token')) return ok(file as Credentials)
  return wrong('this isn’t a service-account key or an authorised-user file.')
}
