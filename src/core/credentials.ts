import type { SecretKey } from '../shared/settings'
import { duration } from '../shared/format'
import { isOfTesting, readSignIn, type GoogleSignIn } from './google-sign-in'

/** What a credential says of itself, without asking anyone. */
export interface CredentialFacts {
  /** "restricted test key"; null when its form doesn't tell. */
  kind: string | null
  /** What it may do, in words; null when only its provider knows. */
  scope: string | null
  expiresAt: number | null
  /** What is unwise about it, and what to do instead. */
  warning: string | null
  /** Whether its last characters tell it from another. */
  ending: boolean
}

const plain: CredentialFacts = { kind: null, scope: null, expiresAt: null, warning: null, ending: true }

/** [prefix, kind, scope, warning]; the first that fits counts. Prefixes: the providers' own pages on their keys. */
const forms: Partial<Record<SecretKey, readonly (readonly [RegExp, string, string | null, string | null])[]>> = {
  stripeKey: [
    [/^rk_test_/, 'restricted test key', 'what was granted to it', null],
    [/^rk_live_/, 'restricted live key', 'what was granted to it', null],
    [/^sk_test_/, 'secret test key', 'everything in test mode', 'It may do everything. Use a restricted key that may read “Balance”, “Balance transaction sources” and “Charges and refunds” (rk_test_…).'],
    [/^sk_live_/, 'secret live key', 'everything, with real money', 'It may move real money. Replace it by a restricted key that may only read “Balance”, “Balance transaction sources” and “Charges and refunds” (rk_…), and roll this one in Stripe.'],
    [/^whsec_/, 'signing secret of a webhook', 'nothing that can be read', 'It only proves whom a webhook is from. Use a restricted key (rk_test_…).'],
    [/^pk_/, 'publishable key', 'nothing that can be read', 'It can’t read anything. Use a restricted key (rk_test_…).'],
  ],
  openaiAdminKey: [
    [/^sk-admin-/, 'admin key', 'what the organization is billed', null],
    [/^sk-svcacct-/, 'service-account key', 'its project', 'It can’t read what is billed: that needs an admin key (sk-admin-…).'],
    [/^sk-proj-/, 'project key', 'its project', 'It can’t read what is billed: that needs an admin key (sk-admin-…).'],
    [/^sk-/, 'user key', 'its owner’s projects', 'It can’t read what is billed: that needs an admin key (sk-admin-…).'],
  ],
  notionToken: [
    [/^ntn_/, 'connection token', 'pages shared with the connection', null],
    [/^secret_/, 'connection token (older form)', 'pages shared with the connection', null],
  ],
  telegramToken: [[/^\d+:/, 'bot token', 'chats that wrote to the bot', null]],
}

export function describeCredential(key: SecretKey, value: string): CredentialFacts {
  if (key === 'googleSignIn') return describeSignIn(value)
  // The end of a password is a good part of it.
  if (key === 'smtpPassword' || key === 'webhookUrl' || key === 'fleetToken') return { ...plain, ending: false }
  const found = forms[key]?.find(([form]) => form.test(value))
  if (!found) return plain
  const [, kind, scope, warning] = found
  return { ...plain, kind, scope, warning }
}

function describeSignIn(value: string): CredentialFacts {
  const signIn = readSignIn(value)
  if (!signIn) return { ...plain, ending: false, warning: 'It can’t be read. Sign in again.' }
  const scope = signIn.scope?.split(' ').map((part) => part.replace('https://www.googleapis.com/auth/', '')).join(', ') ?? null
  return {
    kind: signIn.account ? `sign-in of ${signIn.account}` : 'sign-in',
    scope,
    expiresAt: signIn.expiresAt,
    warning: endWarning(signIn),
    ending: false,
  }
}

function endWarning(signIn: GoogleSignIn): string | null {
  const { signedInAt, expiresAt } = signIn
  if (expiresAt === null) return null
  if (isOfTesting(signIn))
    return 'Google’s consent screen of this client is in testing, so the sign-in ends after seven days. Publish it in Google Cloud (Audience › Publish app), then sign in again.'
  return `Google gave this sign-in for ${duration(expiresAt - signedInAt)} only. Sign in again before it ends.`
}
