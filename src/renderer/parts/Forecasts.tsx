import type { ForecastInterval, ForecastLine } from './forecast-words'
import styles from './Forecasts.module.css'
import { duration } from '../../shared/format'
import { texts } from '../texts'

/** What the forecasters say now, between when and when, and how they have done; `none` where there is no forecaster. */
export function Forecasts({ lines, none }: { lines: readonly ForecastLine[]; none: string }) {
  if (lines.length === 0) return <p className={styles.quiet}>{none}</p>
  return (
    <ul className={styles.lines}>
      {lines.map(({ key, now, interval, record }) => (
        <li key={key}>
          {now} <span className={styles.quiet}>· {record}</span>
          {interval && <Interval interval={interval} />}
        </li>
      ))}
    </ul>
  )
}

const hourMs = 3_600_000
/** Ends of the drawn line, hours: the nearest that holds all of the interval. */
const reaches = [72, 7 * 24, 30 * 24, 90 * 24] as const

/** The time from now on as a line; the band is when it will probably be, the stroke in it the likeliest moment. */
function Interval({ interval: { low, high, hours, words } }: { interval: ForecastInterval }) {
  const reach = reaches.find((hoursOn) => high <= hoursOn) ?? Math.ceil(high / 24) * 24
  const at = (each: number): number => (100 * Math.min(each, reach)) / reach
  return (
    <div className={styles.interval}>
      <svg className={styles.line} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
        <rect className={styles.track} x={0} y={4} width={100} height={2} />
        <rect className={styles.band} x={at(low)} y={1} width={Math.max(0.8, at(high) - at(low))} height={8} />
        <rect className={styles.likeliest} x={Math.min(99.4, at(hours))} y={0} width={0.6} height={10} />
      </svg>
      <div className={styles.ends}>
        <span>{texts.settings.alerts.forecast.now}</span>
        <span>{words}</span>
        <span>{duration(reach * hourMs)}</span>
      </div>
    </div>
  )
}
