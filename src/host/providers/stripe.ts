import type { StripePort } from '../../core/io'
import { err, ok } from '../../shared/result'
import { callProvider, clientTimeoutMs, type CallRules } from './call'

/** The client, with its own retries and telemetry off. */
export async function stripeClient(key: string, rules: CallRules, fetch: typeof globalThis.fetch) {
  const { Stripe } = await import('stripe')
  return new Stripe(key, { httpClient: Stripe.createFetchHttpClient(fetch), maxNetworkRetries: 0, timeout: clientTimeoutMs(rules), telemetry: false })
}

export function stripePort(rules: CallRules): StripePort {
  return {
    async balance(key) {
      const answer = await callProvider(
        'stripe',
        rules,
        async (fetch) => (await stripeClient(key, rules, fetch)).balance.retrieve(),
        (balance) => balance?.object === 'balance' && typeof balance.livemode === 'boolean',
      )
      return answer.ok ? ok({ livemode: answer.value.livemode }) : err(answer.error)
    },
  }
}
