import { readFile } from 'node:fs/promises'
import type { DrivePort } from '../../core/io'
import { fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import { callProvider, type CallRules } from './call'

const scope = 'https://www.googleapis.com/auth/drive.metadata.readonly'

type Credentials =
  | { type: 'service_account'; client_email: string; private_key: string }
  | { type: 'authorized_user'; client_id: string; client_secret: string; refresh_token: string }

export function drivePort(rules: CallRules): DrivePort {
  return {
    async about(credentialsFile) {
      const credentials = await readCredentials(credentialsFile)
      if (!credentials.ok) return err(credentials.error)
      const answer = await callProvider(
        'drive',
        rules,
        (fetch) => about(credentials.value, fetch),
        (data) => typeof data?.user?.emailAddress === 'string',
      )
      if (!answer.ok) return err(answer.error)
      const { user, storageQuota } = answer.value
      return ok({
        account: user?.emailAddress ?? '',
        usedBytes: Number(storageQuota?.usage ?? 0),
        limitBytes: storageQuota?.limit ? Number(storageQuota.limit) : null,
      })
    },
  }
}

async function about(credentials: Credentials, fetch: typeof globalThis.fetch) {
  const [{ drive_v3 }, { JWT, UserRefreshClient }, { Gaxios }] = await Promise.all([
    import('@googleapis/drive'),
    import('google-auth-library'),
    import('gaxios'),
  ])
  // The token request brings a retry of its own, which `retry: false` doesn't reach.
  const transporter = new Gaxios({ fetchImplementation: fetch as never, retry: false, retryConfig: { retry: 0, noResponseRetries: 0 } })
  const auth =
    credentials.type === 'service_account'
      ? new JWT({ email: credentials.client_email, key: credentials.private_key, scopes: [scope], transporter })
      : new UserRefreshClient({
          clientId: credentials.client_id,
          clientSecret: credentials.client_secret,
          refreshToken: credentials.refresh_token,
          transporter,
        })
  const drive = new drive_v3.Drive({ auth: auth as never, fetchImplementation: fetch as never, retry: false })
  const { data } = await drive.about.get({ fields: 'user,storageQuota' })
  return data
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
