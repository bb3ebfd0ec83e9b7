import { request } from 'node:http'
import { driveScope } from '../../core/google-sign-in'
import type { TelegramStandIn } from './stand-ins/telegram'

/** The person at the browser of a demo: follows a bot’s link and greets it, or grants what Google asks for. No browser opens. */
export const personAtBrowser =
  (telegram: Pick<TelegramStandIn, 'write'>) =>
  async (address: string): Promise<void> => {
    const { hostname, searchParams } = new URL(address)
    const code = searchParams.get('start')
    const redirect = searchParams.get('redirect_uri')
    if (hostname === 't.me' && code !== null) telegram.write(`/start ${code}`)
    if (redirect !== null) goBack(redirect, searchParams.get('state') ?? '')
  }

/** As Google sends a browser back. */
function goBack(redirect: string, state: string): void {
  const back = new URL(redirect)
  for (const [name, value] of Object.entries({ code: 'demo-code', state, scope: driveScope })) back.searchParams.set(name, value)
  const asked = request(back, (answer) => void answer.resume())
  // Whoever asked may have given up meanwhile.
  asked.on('error', () => {})
  asked.end()
}
