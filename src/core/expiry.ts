import type { ComponentState } from './judge'

/** How long before its end something is told of, the most urgent last. */
export const daysBeforeEnd = [14, 7, 1] as const
const dayMs = 86_400_000

/** Of a life too short for that: so much of it. */
const shareOfLife = [1 / 2, 1 / 4, 1 / 8] as const

/** 0: not yet; 1–3: within 14, 7 and 1 days of its end, or a half, a quarter and an eighth of a shorter life. */
export function urgencyOf(expiresAt: number, since: number | null, now: number): number {
  const lifeMs = since === null ? Infinity : expiresAt - since
  return daysBeforeEnd.filter((days, i) => expiresAt - now < Math.min(days * dayMs, lifeMs * shareOfLife[i]!)).length
}

/** What a look found of the dates of a certificate; null where it found none, or looks at something else. */
export function certificateOf({ kind, sample }: Pick<ComponentState, 'kind' | 'sample'>): { validFrom: number; validTo: number } | null {
  const { validFromAt: validFrom, validToAt: validTo } = sample.detail
  return kind === 'tls-certificate' && typeof validFrom === 'number' && typeof validTo === 'number' ? { validFrom, validTo } : null
}

/** Whether what is wrong with a component is the age of its certificate, and nothing else. */
export function isOfAge(component: Pick<ComponentState, 'kind' | 'sample'>): boolean {
  const { code, at } = component.sample
  const dates = certificateOf(component)
  return dates !== null && (code === 'certificate_expiring' || (code === 'certificate_invalid' && dates.validTo <= at))
}
