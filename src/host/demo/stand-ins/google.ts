import { driveScope } from '../../../core/google-sign-in'
import { good, type Answer, type Answering } from './answering'

const gigabyte = 1024 ** 3

/** What Google’s token endpoint hands out. */
const accessToken = 'demo-access-token'

/** Hands out a token for whatever it is asked with. */
export const googleTokenAnswers: Answering = ({ path, body }) => {
  if (path !== '/token') return { status: 404, body: { error: 'invalid_request' } }
  const isFirst = new URLSearchParams(body).get('grant_type') === 'authorization_code'
  return good({ access_token: accessToken, expires_in: 3599, token_type: 'Bearer', scope: driveScope, ...(isFirst ? { refresh_token: 'demo-refresh-token' } : {}) })
}

const refused: Answer = { status: 401, body: { error: { code: 401, message: 'Invalid Credentials', errors: [{ domain: 'global', reason: 'authError', message: 'Invalid Credentials' }] } } }

/** A made-up Google Drive, about two thirds full. */
export const driveAnswers: Answering = ({ path, token }) => {
  if (token !== accessToken) return refused
  if (path !== '/drive/v3/about') return { status: 404, body: { error: { code: 404, message: 'Not Found', errors: [{ domain: 'global', reason: 'notFound', message: 'Not Found' }] } } }
  return good({
    kind: 'drive#about',
    user: { kind: 'drive#user', displayName: 'Brightloom (demo)', me: true, permissionId: '00000000000000000000', emailAddress: 'ops@brightloom.example' },
    storageQuota: { limit: String(100 * gigabyte), usage: String(64 * gigabyte), usageInDrive: String(51 * gigabyte), usageInDriveTrash: String(2 * gigabyte) },
  })
}
