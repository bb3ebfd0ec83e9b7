/**
 * What was seen on the wire in one exchange, before any client library turned it into an error of its own.
 * Classification reads this, so that all clients' failures mean the same.
 */
export type Evidence =
  | {
      type: 'answer'
      status: number
      headers: Record<string, string>
      /** Parsed JSON; null when the body isn't JSON. */
      body: unknown
      json: boolean
    }
  | {
      type: 'broken'
      /** deadline: ours. too_large, redirect: refused by us. network: the system's own code is in `code`. */
      reason: 'deadline' | 'too_large' | 'redirect' | 'origin' | 'network'
      code: string | null
    }

export type ProviderName = 'notion' | 'drive' | 'stripe' | 'telegram' | 'openai'
