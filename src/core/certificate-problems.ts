/** Why a certificate isn't trusted, by what TLS calls it: what is so, and what to do. */
const problems: Readonly<Record<string, { message: string; hint: string }>> = {
  CERT_HAS_EXPIRED: { message: 'its certificate, or one it was signed with, has expired', hint: 'Renew it, and let the server send the new chain.' },
  CERT_NOT_YET_VALID: { message: 'its certificate isn’t valid yet', hint: 'Check this computer’s clock, then the certificate.' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { message: 'its certificate is signed by itself', hint: 'Get one from a public authority such as Let’s Encrypt.' },
  SELF_SIGNED_CERT_IN_CHAIN: { message: 'its certificate comes from an authority this computer doesn’t know', hint: 'Get one from a public authority such as Let’s Encrypt.' },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { message: 'its certificate can’t be traced to an authority known here', hint: 'Let the server send the full chain (“fullchain.pem”).' },
  CERT_REVOKED: { message: 'its certificate has been revoked', hint: 'Replace it.' },
  ERR_TLS_CERT_ALTNAME_INVALID: { message: 'its certificate is for another name', hint: 'Check the name, or add it to the certificate.' },
}
const sameAs: Readonly<Record<string, string>> = {
  UNABLE_TO_GET_ISSUER_CERT: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
}

/** Problems that a private authority explains: who signed it isn't known here. */
const ofTrust: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])

/** Whether it is only that the signing authority isn't known here. */
export const isOfTrust = (problem: string): boolean => ofTrust.has(problem)

/** Whether a system's code speaks of a certificate. */
export const isCertificateProblem = (code: string): boolean => problemInWords(code) !== null

/** In words that follow the server's name; null for a code that isn't about a certificate. */
export function problemInWords(code: string): { message: string; hint: string } | null {
  const known = problems[sameAs[code] ?? code]
  if (known) return known
  return /CERT|CRL|CA_|CHAIN|ISSUER/.test(code) && !code.startsWith('ERR_SSL') ? { message: `its certificate isn’t trusted (${code})`, hint: 'Check the certificate and the authority it comes from.' } : null
}
