/**
 * What was seen on the wire in one exchange, before any client library turned it into an error of its own.
 * Classification reads this, so that all clients' failures mean the same.
 */
export type Evidence =
  | {
      type: 'answer'
      status: number
      /** Names in lower case. */
      headers: Record<string, string>
      /** Parsed JSON; null when the body isn't JSON. */
      body: unknown
      json: boolean
      /** What was asked, such as "GET /v1/balance", without any credential: it tells which right a request needs. */
      asked?: string
      /** How a body begins that isn't JSON. Pages are told apart by it; no word of it is ever shown. */
      page?: string
    }
  | {
      type: 'broken'
      /**
       * deadline: ours. too_large, origin: refused by us. redirect: to somewhere else; loop: to the same place.
       * proxy: the proxy refused, its status (or sign-in, not-allowed, unreachable) is in `code`. network: the system's own code is in `code`.
       */
      reason: 'deadline' | 'too_large' | 'redirect' | 'loop' | 'origin' | 'proxy' | 'network'
      code: string | null
      /** It broke on the way to the proxy, or in it: the other side was never reached. */
      proxied?: boolean
    }

export type ProviderName = 'notion' | 'drive' | 'stripe' | 'telegram' | 'openai'
