import { plural, usd } from '../../shared/format'
import { defineRule, type Finding } from '../plugin'
import type { HealedJob, SelfHealFigures } from '../self-heal'

/** Jobs named in one message. */
const named = 5

/** The target of the finding about all jobs; one about a single job has its id behind `job:`. */
const allJobs = 'jobs'

export default defineRule({
  id: 'self-heal',
  title: 'Self-healing',
  componentOf: () => 'scheduler_tick',
  judgesBy: ({ selfHeal, watch }) => [selfHeal, watch.logDir],
  byHeals: true,
  evaluate({ components, settings }) {
    const { enabled, moreThanJobs, fuseAfter } = settings.selfHeal
    const ticks = components.find((component) => component.target === 'scheduler_tick')
    const figures = ticks?.sample.detail['selfHeal'] as unknown as SelfHealFigures | undefined
    if (!enabled || !figures) return []
    const blown = fuseAfter === null ? [] : figures.jobs.filter(({ failedInARow24h }) => failedInARow24h >= fuseAfter)
    return [...(figures.jobs24h > moreThanJobs ? [tooMany(figures, moreThanJobs)] : []), ...blown.map(stopHealing)]
  },
})

function tooMany({ jobs24h, jobs }: SelfHealFigures, limit: number): Finding {
  const rest = jobs24h - Math.min(named, jobs.length)
  const list = [...jobs.slice(0, named).map(inWords), ...(rest > 0 ? [`${rest} more`] : [])]
  return {
    target: allJobs,
    severity: 'warning',
    title: `${plural(jobs24h, 'job')} needed self-healing in 24 h`,
    message: `${list.join('; ')}. More than ${limit} in 24 h are too many.`,
    hint: 'Look for what they have in common: a credential, a provider, a change made lately.',
    code: null,
  }
}

function inWords({ job, attempts24h, failedInARow24h, burned24hUsd }: HealedJob): string {
  const outcome = failedInARow24h === 0 ? 'healed' : failedInARow24h === attempts24h ? 'not healed' : 'failing again'
  const burned = Number(burned24hUsd) > 0 ? `, ${usd(burned24hUsd)}` : ''
  return `${job} (${plural(attempts24h, 'attempt')}, ${outcome}${burned})`
}

function stopHealing({ job, failedInARow24h, wastedUsd, grade }: HealedJob): Finding {
  const about = grade === 'estimated' ? 'about ' : grade === 'unpriced' ? 'at least ' : ''
  const unknown = grade === 'unpriced' ? '; what its model calls cost isn’t known' : ''
  const burned = Number(wastedUsd) > 0 ? ` and has burned ${about}${usd(wastedUsd)} in model calls` : unknown
  return {
    target: `job:${job}`,
    severity: 'fail',
    title: `Stop healing ${job}`,
    message: `${job} was retried ${plural(failedInARow24h, 'time')} within 24 h without success${burned}.`,
    hint: 'Pause its self-healing in EchoPilot, and see in its log why it fails.',
    code: null,
  }
}
