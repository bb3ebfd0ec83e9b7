import { bytes, latency, percent, plural } from '../../shared/format'
import type { Unit } from '../../shared/model'
import { defineRule } from '../plugin'
import { targetFor } from '../targets'

/** A check whose value is far from what its own history would let one expect, where the user has asked for that. */
export default defineRule({
  id: 'anomaly',
  title: 'Unusual value',
  componentOf: (target) => target,
  byForecasts: true,
  evaluate({ forecasts, components, settings, titleOf }) {
    const measured = new Set(components.filter(({ judged }) => judged === 'ok' || judged === 'warning').map(({ target }) => target))
    return forecasts
      .filter(({ kind, alert, target }) => kind === 'anomaly' && alert && measured.has(target))
      .map(({ target, value }) => ({
        target,
        severity: 'warning' as const,
        title: `${titleOf(target)}: an unusual value`,
        message: `${titleOf(target)} showed ${inUnit(value, targetFor(target, settings)?.unit ?? 'count')}, which is far from what it usually shows.`,
        hint: 'If this is how it is from now on, nothing is to be done: it will soon count as usual.',
        code: null,
      }))
  },
})

const words: Record<Unit, (value: number) => string> = {
  ms: latency,
  percent,
  bytes,
  gaps: (value) => plural(value, 'gap'),
  days: (value) => plural(value, 'day'),
  count: (value) => String(Math.round(value * 100) / 100),
}

const inUnit = (value: number, unit: Unit): string => words[unit](value)
