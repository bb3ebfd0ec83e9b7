import type { secretState, secretVariables } from '../../../shared/settings'
import type { SecretName } from '../../../shared/settings'
import { texts } from '../../texts'

/** The variables' names again, since the schema file must stay out of the window; a wrong one does not compile. */
const variables: typeof secretVariables = {
  notionToken: 'NOTION_TOKEN',
  stripeKey: 'STRIPE_API_KEY',
  openaiAdminKey: 'OPENAI_ADMIN_KEY',
  telegramToken: 'TELEGRAM_BOT_TOKEN',
}

export type SecretState = (typeof secretState)['_output']

/** "ends in …a1b2 · in the keychain" */
export function storedWords(secret: SecretName, state: SecretState): string {
  const words = texts.settings.services
  if (!state.present) return words.notConnected
  const places = { environment: words.inVariable(variables[secret]), keychain: words.inKeychain, file: words.inFile }
  const which = state.ending === null ? words.stored : words.ending(state.ending)
  return state.from ? `${which} · ${places[state.from]}` : which
}
