import { texts } from '../../../texts'

const words = texts.settings.alerts

/** What is wrong with a typed address, as far as it can be seen from here; the host refuses more when it sends. */
export function webhookFault(address: string): string | null {
  if (address === '') return words.needed
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? null : words.webhook.wrong
}
