import { memo } from 'react'
import type { Point } from '../../shared/model'
import { geometry, thinned } from './sparkline'
import styles from './Sparkline.module.css'

const box = { width: 96, height: 20, inset: 2 }

interface Props {
  history: readonly Point[]
  label: string
  tip: string
  /** The end of the scale, where it has one: 100 for percent. */
  top?: number | undefined
}

/** The last looks as one thin line; what isn't known is left open, on a shaded ground. */
export const Sparkline = memo(function Sparkline({ history, label, tip, top }: Props) {
  const points = thinned(history, box.width)
  const shape = geometry(points, box, top)
  const last = points[points.length - 1]
  const end = shape.stretches[shape.stretches.length - 1]
  if (!last || !end) return null
  return (
    <span className={styles.frame} data-tip={tip}>
      <span className="unseen">{label}</span>
    <svg className={styles.spark} width={box.width} height={box.height} aria-hidden>
      <line className={styles.floor} x1={0} x2={box.width} y1={box.height - 1.5} y2={box.height - 1.5} />
      {shape.gaps.map((gap) => (
        <rect key={gap.from} className={styles.gap} x={gap.from} width={Math.max(1, gap.to - gap.from)} y={0} height={box.height - 2} />
      ))}
      <path className={styles.line} d={shape.stretches.map((stretch) => stretch.line).join('')} />
      {shape.stretches.map((stretch) => stretch.dot && <circle key={stretch.from} className={styles.dot} cx={stretch.dot.x} cy={stretch.dot.y} r={1.5} />)}
    </svg>
    </span>
  )
})
