import { latency } from '../../shared/format'
import { defineRule } from '../plugin'

/** A provider that answers much slower than it is used to. */
export default defineRule({
  id: 'latency',
  title: 'Latency',
  componentOf: (target) => target,
  byForecasts: true,
  evaluate({ forecasts, components, titleOf }) {
    const answering = new Set(components.filter(({ judged }) => judged === 'ok' || judged === 'warning').map(({ target }) => target))
    return forecasts
      .filter(({ kind, alert, target }) => kind === 'latency' && alert && answering.has(target))
      .map(({ target, value }) => ({
        target,
        severity: 'warning' as const,
        title: `${titleOf(target)} answers slowly`,
        message: `${titleOf(target)} answers much slower than it is used to: ${latency(value)} at the last look.`,
        hint: 'Nothing to do by now; if it lasts, look at the provider’s status page and this network.',
        code: null,
      }))
  },
})
