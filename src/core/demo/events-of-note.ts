import { spendingComponent } from '../costs/spending-facts'
import { hourMs } from '../history/hours'
import { identityOf } from '../incidents'
import type { Incident, Severity } from '../../shared/model'
import { runawayDaysAgo, spendingJob, spikeOf } from './executions'
import { dayMs } from './past'

interface Told {
  rule: string
  target: string
  component: string
  severity: Severity
  title: string
  message: string
  hint: string
  /** How long before the end it opened, and how long it lasted; null: it is still open. */
  agoMs: number
  lastedMs: number | null
  seenAfterMs: number | null
}

const toldBy = (now: number): readonly Told[] => [
  {
    rule: 'self-heal', target: 'jobs', component: 'scheduler_tick', severity: 'warning', agoMs: runawayDaysAgo.from * dayMs - 5 * hourMs, lastedMs: 6 * dayMs, seenAfterMs: 9 * hourMs,
    title: '4 jobs needed self-healing in 24 h', message: 'invoice-matching (31 attempts, not healed); lead-research (2 attempts, healed); inbox-triage (1 attempt, healed); document-sync (1 attempt, healed). More than 3 in 24 h are too many.',
    hint: 'Look for what they have in common: a credential, a provider, a change made lately.',
  },
  {
    rule: 'self-heal', target: `job:invoice-matching`, component: 'scheduler_tick', severity: 'fail', agoMs: runawayDaysAgo.from * dayMs - 30 * hourMs, lastedMs: 4.6 * dayMs, seenAfterMs: 8 * hourMs,
    title: 'Stop healing invoice-matching', message: 'invoice-matching was retried 31 times within 24 h without success.', hint: 'Pause its self-healing in EchoPilot, and see in its log why it fails.',
  },
  {
    rule: 'cost-anomaly', target: `job:${spendingJob.id}`, component: spendingComponent, severity: 'warning', agoMs: now - spikeOf(now).from - 2 * hourMs, lastedMs: 7 * hourMs, seenAfterMs: 2 * hourMs,
    title: `Job ${spendingJob.id} costs far more than usual`, message: 'It cost several times what it usually does at this time of day and week.', hint: 'See on the Costs page which calls these are; if something repeats itself, pause its job.',
  },
  {
    rule: 'cost-budget', target: 'own:claude', component: spendingComponent, severity: 'fail', agoMs: 19 * hourMs, lastedMs: null, seenAfterMs: hourMs,
    title: 'Claude budget is exceeded', message: 'More than the budget was spent.', hint: 'See on the Costs page which model or job it goes to; pause that one, or raise the budget in Settings.',
  },
  {
    rule: 'credential-age', target: 'website-certificate', component: 'website-certificate', severity: 'warning', agoMs: 2.6 * dayMs, lastedMs: null, seenAfterMs: null,
    title: 'Shop certificate: the certificate ends in 11 days', message: 'Then nobody can connect to it safely.', hint: 'Renew it, and let the server load the new one.',
  },
]

/** What the console told beside outages: of money, of jobs, of what ends; two of it are still so. */
export const incidentsOfNote = (now: number): Incident[] => toldBy(now).map((one) => incidentOf(one, now))

function incidentOf({ rule, target, component, severity, title, message, hint, agoMs, lastedMs, seenAfterMs }: Told, now: number): Incident {
  const openedAt = Math.round(now - agoMs)
  const identity = identityOf(rule, target)
  return {
    id: `${identity}@${openedAt}`, identity, rule, target, component, mark: '', severity, title, message, hint, code: null, openedAt, escalatedAt: null, snooze: null,
    ...(rule === 'credential-age' ? { urgency: 1, code: 'certificate_expiring' as const } : {}),
    acknowledgedAt: seenAfterMs === null ? null : Math.round(openedAt + seenAfterMs),
    resolvedAt: lastedMs === null ? null : Math.round(openedAt + lastedMs),
  }
}
