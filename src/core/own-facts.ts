/** A credential that ends by itself. Times are UTC epoch ms. */
export interface CredentialEnd {
  /** Its name among the secrets. */
  key: string
  title: string
  /** The component that it opens. */
  component: string
  expiresAt: number
  /** Since when it has been valid; null where it doesn't tell. */
  since: number | null
}

/** What the console knows of itself, beside all that it looks at. */
export interface OwnFacts {
  credentials: readonly CredentialEnd[]
  /** Scheduled runs that should have been made by now, and weren't, or failed. */
  runs: readonly { job: string; title: string; dueAt: number; outcome: 'missed' | 'failed' }[]
  /** Why its logs can’t be written, in words; null when they can. */
  logProblem: string | null
  /** Channels that take nothing any more until somebody sets them up otherwise. */
  refusals: readonly { channel: string; title: string; message: string; hint: string | null }[]
}

/** What they are kept as among what rules judge by. */
export const ownGrounds = 'own'
