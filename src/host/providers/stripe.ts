import type { StripePort } from '../../core/io'
import { err, ok } from '../../shared/result'
import { callProvider, type CallRules } from './call'

export function stripePort(rules: CallRules): StripePort {
  return {
    async balance(key) {
      const answer = await callProvider(
        'stripe',
        rules,
        async (fetch) => {
          const { Stripe } = await import('stripe')
          const client = new Stripe(key, {
            httpClient: Stripe.createFetchHttpClient(fetch),
            maxNetworkRetries: 0,
            timeout: rules().deadlineMs + 1000,
            telemetry: false,
          })
          return client.balance.retrieve()
        },
        (balance) => balance?.object === 'balance' && typeof balance.livemode === 'boolean',
      )
      return answer.ok ? ok({ livemode: answer.value.livemode }) : err(answer.error)
    },
  }
}
