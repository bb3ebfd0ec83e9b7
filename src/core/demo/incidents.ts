import type { Incident } from '../../shared/model'
import { hourMs } from '../history/hours'
import { identityOf } from '../incidents'
import { minuteMs, type Past, type Trouble } from './past'
import type { Random } from './random'

const hints: Readonly<Record<string, string>> = {
  notion: 'Notion works on it; the console looks again by itself.',
  drive: 'The console looks again by itself.',
  stripe: 'See the status page of Stripe, and the permissions of the key.',
  scheduler_tick: 'See whether EchoPilot still runs, and start it again.',
  disk_ok: 'Free space on /.',
}

/** How soon somebody had seen a failure that lasted long enough to be seen. */
const seenWithin = { least: 3 * minuteMs, most: 25 * minuteMs }

/** What the console told of each trouble. */
export const incidentsOf = ({ trouble, random }: Past): Incident[] => trouble.map((one) => incidentOf(one, random))

function incidentOf({ target, severity, from, to, title }: Trouble, random: Random): Incident {
  const openedAt = Math.round(from)
  const seenAt = openedAt + Math.round(random.between(seenWithin.least, seenWithin.most))
  const wasSeen = seenAt < to && random.chance(0.6)
  const identity = identityOf('component-failing', target)
  return {
    id: `${identity}@${openedAt}`,
    identity,
    rule: 'component-failing',
    target,
    component: target,
    mark: '',
    severity,
    title,
    message: `${title}.`,
    hint: hints[target] ?? null,
    code: null,
    openedAt,
    escalatedAt: severity === 'fail' && random.chance(0.3) ? openedAt + 5 * minuteMs : null,
    acknowledgedAt: wasSeen ? seenAt : null,
    snooze: !wasSeen && random.chance(0.3) ? { from: { wallMs: openedAt + minuteMs, boot: 'before', sinceBootMs: openedAt + minuteMs }, forMs: 4 * hourMs } : null,
    resolvedAt: Math.round(to),
  }
}
