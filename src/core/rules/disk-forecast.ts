import { duration } from '../../shared/format'
import { defineRule, type Finding } from '../plugin'
import type { ForecastView } from '../../shared/model'

const hourMs = 3_600_000

/** A disk that will be full soon, by the growth of its own history. What is full already is another rule's. */
export default defineRule({
  id: 'disk-forecast',
  title: 'Disk forecast',
  componentOf: () => 'disk_ok',
  byForecasts: true,
  evaluate({ forecasts }) {
    const mounts = new Set(forecasts.filter(({ kind }) => kind === 'disk-24' || kind === 'disk-72').map(({ target }) => target))
    return [...mounts].flatMap((mount) => {
      const soon = forecasts.find(({ kind, target }) => kind === 'disk-24' && target === mount)
      const later = forecasts.find(({ kind, target }) => kind === 'disk-72' && target === mount)
      if (soon?.alert) return [finding(soon, 'fail')]
      return later?.alert ? [finding(later, 'warning')] : []
    })
  },
})

function finding({ target, hours, between, value, record }: ForecastView, severity: Finding['severity']): Finding {
  const when = hours === null ? 'soon' : `in about ${duration(hours * hourMs)}`
  const judged = record.hits + (record.claims - record.hits - (record.since === null ? 0 : 1))
  return {
    target,
    severity,
    title: `Disk ${target} will be full ${when}`,
    message: `It is ${Math.floor(value)} % full, and grows so that it will be full ${when}${between ? `, probably between ${duration(between.low * hourMs)} and ${duration(between.high * hourMs)} from now` : ''}.${judged > 0 ? ` Such forecasts came true ${record.hits} of ${judged} times here.` : ''}`,
    hint: `Find what grows on ${target}, and free space before then.`,
    code: 'disk_usage',
  }
}
