import type { ComponentView, ForecastView } from '../../../shared/model'
import { call } from '../../bridge'
import { anomalyLines, diskLines, latencyLines } from '../../parts/forecast-words'
import { Forecasts } from '../../parts/Forecasts'
import { useAsked } from '../../parts/use-asked'
import { texts } from '../../texts'
import { Section } from './Section'

const words = texts.settings.alerts.forecast
const askForecasts = () => call('forecasts.list')

/** What is promised of a component by its own history, and how such promises have come true. */
export function ComponentForecast({ component }: { component: ComponentView }) {
  const { value } = useAsked(askForecasts, component.checkedAt)
  const lines = value ? linesOf(component, value) : []
  return lines.length > 0 ? (
    <Section title={words.title}>
      <Forecasts lines={lines} none={words.none} />
    </Section>
  ) : null
}

function linesOf({ target, title }: ComponentView, forecasts: readonly ForecastView[]) {
  if (target === 'disk_ok') return diskLines(forecasts)
  const ours = forecasts.filter((forecast) => forecast.target === target)
  return [...latencyLines(ours, () => title), ...anomalyLines(ours, () => title)]
}
