/** Fields whose values are secrets, wherever they stand. */
const secretNames = 'client_secret|private_key|refresh_token|access_token|id_token|api_key|password|token'

/**
 * Takes secrets out of a text before anything stores or shows it: known values first, then everything that looks
 * like one. Over-eager on purpose: a lost word costs less than a leaked key.
 */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/\b(sk|rk|pk|whsec)_(test|live)?_?[A-Za-z0-9]{8,}/g, '$1_…'],
  [/\b(ntn_|secret_)[A-Za-z0-9]{8,}/g, '$1…'],
  [/\bsk-[A-Za-z0-9_-]{8,}/g, 'sk-…'],
  [/\bya29\.[A-Za-z0-9._-]{8,}/g, 'ya29.…'],
  [/\b1\/\/[A-Za-z0-9_-]{20,}/g, '1//…'],
  [/\bAIza[A-Za-z0-9_-]{20,}/g, 'AIza…'],
  [/\b(bot)?\d{6,12}:[A-Za-z0-9_-]{30,}/g, '$1…'],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]*)?/g, 'eyJ…'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, '(private key)'],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, '$1 …'],
  [/\bGOCSPX-[A-Za-z0-9_-]{8,}/g, 'GOCSPX-…'],
  // In addresses, form bodies and assignments.
  [/((?<![A-Za-z])(?:key|token|access_token|refresh_token|id_token|client_secret|api_key|password|signature|assertion)=)[^&\s"']+/gi, '$1…'],
  // In JSON, in JSON inside a JSON string, and in printed objects.
  [new RegExp(`((?<![A-Za-z])(?:${secretNames})\\\\*["']?\\s*:\\s*(\\\\*["']))(?:(?!\\2)(?:\\\\.|[^\\\\\\n]))+`, 'gi'), '$1…'],
  [/(\b\w+:\/\/[^\s:/@]+:)[^\s@/]+@/g, '$1…@'],
]

/** What any of the shapes has: most texts have none of it, which is seen ten times as quickly. */
const hint = /\b(?:sk|rk|pk|whsec)_|\bsk-|\bntn_|\bsecret_|\bya29\.|\b1\/\/|\bAIza|\d:[\w-]{30}|\beyJ|-----BEGIN|\b(?:bearer|basic)\s|\bGOCSPX-|(?:key|token|secret|password|signature|assertion)(?:=|\\*["']?\s*:)|:\/\/[^\s/@]+@/i

/** A text without secrets: those that are known, however they are written, and all that look like one. */
export function redact(text: string, known: readonly string[] = []): string {
  let clean = text
  // The longest first: one secret may begin with another.
  for (const secret of known.flatMap(asWritten).toSorted((a, b) => b.length - a.length)) {
    if (secret.length >= 6) clean = clean.split(secret).join('…')
  }
  if (!hint.test(clean)) return clean
  for (const [shape, replacement] of shapes) clean = clean.replace(shape, replacement)
  return clean
}

const quoted = (text: string): string => JSON.stringify(text).slice(1, -1)

/** A secret as texts may hold it: plain, in JSON, in JSON inside a JSON string, and in an address. */
function asWritten(secret: string): string[] {
  if (/^[\w.~-]*$/.test(secret)) return [secret]
  const inAddress = /\p{Surrogate}/u.test(secret) ? secret : encodeURIComponent(secret)
  return [...new Set([secret, quoted(secret), quoted(quoted(secret)), inAddress])]
}

const isSecretName = new RegExp(`(?<![A-Za-z])(?:${secretNames})$`, 'i')

/**
 * A value as JSON without secrets. Text by text: in the finished line what is taken out could end beyond a quotation mark, and the
 * line would be JSON no more.
 */
export const redactedJson = (value: unknown, known: readonly string[] = []): string =>
  JSON.stringify(value, (name, one: unknown) => (typeof one !== 'string' ? one : isSecretName.test(name) ? '…' : redact(one, known)))
