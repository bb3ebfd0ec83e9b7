/** Why a proxy takes a request no further: its HTTP status, or the same in SOCKS. */
export type Refusal = string | 'sign-in' | 'not-allowed' | 'unreachable'

/** A request that failed at a proxy or on the way to it. `status` is the proxy's own refusal; null where it gave none. */
export class ProxyError extends Error {
  constructor(
    readonly status: Refusal | null,
    cause: unknown,
  ) {
    super('the way by the proxy failed', { cause })
  }
}
