import { randomBytes } from 'node:crypto'
import { driveScope, type GoogleSignIn } from '../../core/google-sign-in'
import type { SecretName } from '../../shared/settings'

const hex = (bytes: number): string => randomBytes(bytes).toString('hex')

/** Credentials that open nothing but the stand-ins; Telegram has none, so that connecting it can be tried. */
export function demoCredentials(webhook: string, signedInAt: number): Partial<Record<SecretName, string>> {
  const signIn: GoogleSignIn = { clientId: `${hex(6)}.apps.googleusercontent.com`, clientSecret: hex(14), refreshToken: hex(24), account: 'ops@brightloom.example', scope: driveScope, signedInAt, expiresAt: null }
  return {
    stripeKey: `rk_test_${hex(12)}`,
    notionToken: `ntn_${hex(20)}`,
    openaiAdminKey: `sk-admin-${hex(16)}`,
    googleSignIn: JSON.stringify(signIn),
    webhookUrl: `${webhook}/services/${hex(12)}`,
  }
}
