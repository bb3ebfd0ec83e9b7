import type { ForecastView } from '../../../../shared/model'
import { call } from '../../../bridge'
import { Problems } from '../../../parts/Problems'
import { useAsked } from '../../../parts/use-asked'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import section from './AlertsSection.module.css'
import { diskLines, type ForecastLine, latencyLines } from './forecast-words'
import { RuleRow } from './RuleRow'
import styles from './Rules.module.css'

const words = texts.settings.alerts

const askForecasts = () => call('forecasts.list')

/** What counts as a problem, and how each rule would have done so far. */
export function Rules() {
  const { value, fault } = useAsked(askForecasts, null)
  return (
    <>
      <p className={section.hint}>{words.rulesHint}</p>
      {fault && (
        <>
          <p>{words.forecast.failed}</p>
          <Problems fault={fault} />
        </>
      )}
      <ul className={section.list} aria-label={words.rules}>
        <RuleRow rule="component-failing" />
        <RuleRow rule="disk-usage" />
        <RuleRow rule="disk-forecast">{value && <Forecasts lines={diskLines(value)} />}</RuleRow>
        <RuleRow rule="latency">{value && <LatencyForecasts forecasts={value} />}</RuleRow>
      </ul>
    </>
  )
}

function LatencyForecasts({ forecasts }: { forecasts: readonly ForecastView[] }) {
  const components = useConsole((state) => state.snapshot?.components)
  const titleOf = (target: string): string => components?.find((one) => one.target === target)?.title ?? target
  return <Forecasts lines={latencyLines(forecasts, titleOf)} />
}

/** What the forecasters say now, and how they have done. */
function Forecasts({ lines }: { lines: readonly ForecastLine[] }) {
  if (lines.length === 0) return <p className={styles.quiet}>{words.forecast.none}</p>
  return (
    <ul>
      {lines.map(({ key, now, record }) => (
        <li key={key}>
          {now} <span className={styles.quiet}>· {record}</span>
        </li>
      ))}
    </ul>
  )
}
