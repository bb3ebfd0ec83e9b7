export interface ApiAnswer {
  status: number
  body: unknown
  /** The body is this file’s text rather than JSON. */
  file?: { name: string; type: string }
  /** The body is text of this media type rather than JSON. */
  text?: string
  /** Ends the connection with it. */
  close?: boolean
}

export const problem = (status: number, code: string, message: string, hint: string | null): ApiAnswer => ({
  status,
  body: { ok: false, error: { code, message, hint } },
})
