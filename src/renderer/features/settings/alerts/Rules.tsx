import type { ForecastView } from '../../../../shared/model'
import { call } from '../../../bridge'
import { Problems } from '../../../parts/Problems'
import { anomalyLines, diskLines, latencyLines } from '../../../parts/forecast-words'
import { Forecasts } from '../../../parts/Forecasts'
import { useAsked } from '../../../parts/use-asked'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import section from './AlertsSection.module.css'
import { RuleRow } from './RuleRow'

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
        <RuleRow rule="disk-forecast">{value && <Forecasts lines={diskLines(value)} none={words.forecast.none} />}</RuleRow>
        <RuleRow rule="latency">{value && <LatencyForecasts forecasts={value} />}</RuleRow>
        <RuleRow rule="anomaly">{value && <AnomalyForecasts forecasts={value} />}</RuleRow>
        <RuleRow rule="tick-gaps" />
        <RuleRow rule="log-unfetched" />
        <RuleRow rule="self-heal" />
        <RuleRow rule="credential-age" />
        <RuleRow rule="cost-budget" />
        <RuleRow rule="cost-anomaly" />
        <RuleRow rule="console-itself" />
      </ul>
    </>
  )
}

function useTitleOf(): (target: string) => string {
  const components = useConsole((state) => state.snapshot?.components)
  return (target) => components?.find((one) => one.target === target)?.title ?? target
}

const LatencyForecasts = ({ forecasts }: { forecasts: readonly ForecastView[] }) => <Forecasts lines={latencyLines(forecasts, useTitleOf())} none={words.forecast.none} />

const AnomalyForecasts = ({ forecasts }: { forecasts: readonly ForecastView[] }) => <Forecasts lines={anomalyLines(forecasts, useTitleOf())} none={words.forecast.noneWatched} />
