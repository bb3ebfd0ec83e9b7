import { plural } from '../../shared/format'
import type { ComponentView } from '../../shared/model'
import { texts } from '../texts'
import styles from './HistoryChart.module.css'
import { geometry } from './sparkline'
import { hourMinute } from './time'
import { dayTime } from '../../shared/moments'
import { scaleTop, valueText } from './units'

const box = { width: 384, height: 96, inset: 4 }
/** Room for the scale's figures, at the right. */
const scaleWidth = 56

/** The recent looks, large enough to read: a scale, the span in time, gaps hatched as gaps. */
export function HistoryChart({ component }: { component: ComponentView }) {
  const { history, unit, title } = component
  const first = history[0]
  const last = history[history.length - 1]
  if (!first || !last) return <p className={styles.none}>{texts.detail.noHistory}</p>
  const shape = geometry(history, box, scaleTop(unit))
  const measured = shape.stretches.length > 0
  const low = measured ? valueText(unit, shape.low) : ''
  const high = measured ? valueText(unit, shape.high) : ''
  const marks = history.filter((point) => point.status === 'fail' || point.status === 'warning')
  const within = (at: number): number => (last.at === first.at ? 1 : Math.min(1, Math.max(0, (at - first.at) / (last.at - first.at))))
  const x = (at: number): number => box.inset + within(at) * (box.width - 2 * box.inset)
  return (
    <figure className={styles.chart}>
      <span className="unseen">{measured ? texts.detail.chart(title, low, high) : texts.detail.chartUnmeasured(title)}</span>
      <svg viewBox={`0 0 ${box.width + scaleWidth} ${box.height}`} aria-hidden>
        <line className={styles.axis} x1={0} x2={box.width} y1={box.height - box.inset} y2={box.height - box.inset} />
        <line className={styles.axis} x1={0} x2={box.width} y1={box.inset} y2={box.inset} />
        {shape.gaps.map((gap) => (
          <rect key={gap.from} className={styles.gap} x={gap.from} y={box.inset} width={Math.max(1, gap.to - gap.from)} height={box.height - 2 * box.inset}>
            <title>{texts.detail.gap}</title>
          </rect>
        ))}
        <text className={styles.scale} x={box.width + scaleWidth} y={box.inset + 8}>
          {high}
        </text>
        <text className={styles.scale} x={box.width + scaleWidth} y={box.height - box.inset}>
          {low}
        </text>
        <path className={styles.line} d={shape.stretches.map((stretch) => stretch.line).join('')} />
        {shape.stretches.map((stretch) => stretch.dot && <circle key={stretch.from} className={styles.dot} cx={stretch.dot.x} cy={stretch.dot.y} r={2} />)}
        {marks.map((point) => (
          <line key={point.at} className={styles[point.status]} x1={x(point.at)} x2={x(point.at)} y1={box.height - box.inset} y2={box.height - box.inset - 6} />
        ))}
      </svg>
      <figcaption className={styles.caption}>
        <span>{dayTime(first.at)}</span>
        <span>{plural(history.length, 'look')}</span>
        <span>{hourMinute(last.at)}</span>
      </figcaption>
    </figure>
  )
}
