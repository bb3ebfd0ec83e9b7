import { duration } from '../../shared/format'
import type { Incident } from '../../shared/model'
import { ownComponent } from '../../shared/refusals'
import { certificateOf, daysBeforeEnd, isOfAge, urgencyOf } from '../expiry'
import type { ComponentState } from '../judge'
import { unchanged } from '../incidents'
import { ownGrounds, type CredentialEnd } from '../own-facts'
import { defineRule, type Finding, type RuleContext } from '../plugin'

/** Targets of credentials, told from components. */
const prefix = 'credential:'
const lastUrgency = daysBeforeEnd.length

/** What ends by its own date unless somebody renews it: certificates, by their check’s own limits, and credentials. */
export default defineRule({
  id: 'credential-age',
  title: 'Certificate and credential age',
  componentOf: (target) => (target.startsWith(prefix) ? ownComponent : target),
  byKept: ownGrounds,
  evaluate({ components, own, now, openIncident, titleOf }: RuleContext) {
    const credentials = (own?.credentials ?? []).map((credential) => credentialFinding(credential, now))
    const certificates = components.map((component) => certificateFinding(component, { now, title: titleOf(component.target), open: openIncident(component.target) }))
    return [...credentials, ...certificates].filter((found) => found !== null)
  },
})

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
const when = (at: number, now: number): string => (at <= now ? `ended on ${dateOf(at)}` : `ends in ${duration(at - now)}, on ${dateOf(at)}`)

function credentialFinding({ key, title, expiresAt, since }: CredentialEnd, now: number): Finding | null {
  const urgency = urgencyOf(expiresAt, since, now)
  if (urgency === 0) return null
  return {
    target: `${prefix}${key}`,
    severity: urgency === lastUrgency ? 'fail' : 'warning',
    urgency,
    title: expiresAt <= now ? `${title} has ended` : `${title} ends in ${duration(expiresAt - now)}`,
    message: `${title} ${when(expiresAt, now)}. Without it, nothing is known of what it opens.`,
    hint: 'Renew it in Settings before then.',
    code: 'credential_expiring',
  }
}

function certificateFinding(component: ComponentState, { now, title, open }: { now: number; title: string; open: Incident | undefined }): Finding | null {
  const dates = certificateOf(component)
  // A look that didn’t come so far says nothing of the certificate.
  if (!dates) return open ? unchanged(open) : null
  if (!isOfAge(component)) return null
  const urgency = Math.max(1, urgencyOf(dates.validTo, null, now))
  return {
    target: component.target,
    severity: urgency === lastUrgency || component.judged === 'fail' ? 'fail' : 'warning',
    urgency,
    title: dates.validTo <= now ? `${title}: the certificate has expired` : `${title}: the certificate ends in ${duration(dates.validTo - now)}`,
    message: `The certificate of ${title} ${when(dates.validTo, now)}. Then nobody can connect to it safely.`,
    hint: component.sample.hint,
    code: 'certificate_expiring',
  }
}
