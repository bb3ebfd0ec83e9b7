import { duration } from '../../../../shared/format'
import type { SecretName, SettingsView, secretVariables } from '../../../../shared/settings'
import { texts } from '../../../texts'

/** The variables' names again, since the schema file must stay out of the window; a wrong one does not compile. */
const variables: typeof secretVariables = {
  notionToken: 'NOTION_TOKEN',
  stripeKey: 'STRIPE_API_KEY',
  openaiAdminKey: 'OPENAI_ADMIN_KEY',
  telegramToken: 'TELEGRAM_BOT_TOKEN',
  googleSignIn: 'GOOGLE_SIGN_IN',
  webhookUrl: 'ECHOPILOT_WEBHOOK_URL',
  smtpPassword: 'ECHOPILOT_SMTP_PASSWORD',
  fleetToken: 'ECHOPILOT_FLEET_TOKEN',
}

export type SecretState = SettingsView['secrets'][SecretName]

const dayMs = 86_400_000

/** How long a credential has been kept, no finer than anyone cares: "12 days old", "3 months old". */
export function keptFor(storedAt: number, now: number): string {
  const words = texts.settings.services
  const days = Math.floor((now - storedAt) / dayMs)
  if (days < 1) return words.newToday
  if (days < 60) return words.old(days, 'day')
  if (days < 730) return words.old(Math.round(days / 30.44), 'month')
  return words.old(Math.floor(days / 365.25), 'year')
}

/** When a credential ends by itself: "ends in 5 days", "ends in 3 h 20 min", "has ended". */
export function endsWhen(expiresAt: number, now: number): string {
  const words = texts.settings.services
  const leftMs = expiresAt - now
  if (leftMs <= 0) return words.ended
  return words.endsIn(leftMs < 2 * dayMs ? duration(leftMs) : words.days(Math.floor(leftMs / dayMs)))
}

/** Where and what a credential is, part by part: ["restricted test key", "ends in …1234", "in the keychain"]. */
export function storedParts(secret: SecretName | null, state: SecretState): string[] {
  const words = texts.settings.services
  if (!state.present) return [words.notConnected]
  const variable = secret ? words.inVariable(variables[secret]) : words.inSomeVariable
  const places = { environment: variable, keychain: words.inKeychain, file: words.inFile, memory: words.inMemory }
  const ending = state.ending === null ? null : words.ending(state.ending)
  const known = [state.kind, ending].filter((part) => part !== null)
  return [...(known.length > 0 ? known : [words.stored]), ...(state.from ? [places[state.from]] : [])]
}
