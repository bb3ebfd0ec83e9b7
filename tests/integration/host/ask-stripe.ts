import { callRules, deadlineIn, realNetwork } from '../../../src/host/io/io'
import { stripePort } from '../../../src/host/providers/stripe'

/** Asks each of these stand-ins for a balance, as the console does, and prints what came of it: one JSON line each. */
export async function main(...urls: string[]): Promise<void> {
  for (const url of urls) {
    const outside = { network: realNetwork(async () => null), originMap: new Map([['https://api.stripe.com', url]]) }
    const answer = await stripePort(callRules(outside, deadlineIn(5000))).balance('rk_test_x')
    process.stdout.write(`${JSON.stringify(answer)}\n`)
  }
}
