import { type PointerEvent, useId, useMemo, useState } from 'react'
import type { IncidentAround } from '../../../shared/incidents'
import type { Incident } from '../../../shared/model'
import { scaleTop, valueText } from '../../parts/units'
import styles from './AroundChart.module.css'
import { axisTimes, drawingOf, flagPath } from './around-geometry'
import { axisLabel, readoutAt, summaryOf } from './around-words'
import { GapPatterns } from './GapPatterns'
import { useWidth } from './use-width'

const height = 120
/** The strip of what looks found, and the room above it. */
const strip = { gap: 6, height: 12 }
const axisHeight = 20
/** Room for the scale’s figures, at the right. */
const scaleWidth = 52

interface Props {
  incident: Incident
  /** What its component is called. */
  component: string
  around: IncidentAround
}

/** What was measured and found from before it opened to after it ended; where nobody could look, that and why. */
export function AroundChart({ incident, component, around }: Props) {
  const { box, width: whole } = useWidth<HTMLElement>()
  const width = Math.max(0, whole - scaleWidth)
  const [at, setAt] = useState<number | null>(null)
  const patterns = useId()
  const { unit } = around.line
  const drawing = useMemo(() => drawingOf(around, { width, height }, scaleTop(unit)), [around, width, unit])
  const { x } = drawing
  const [opened, ended] = [x(incident.openedAt), x(incident.resolvedAt ?? around.to)]
  const stripTop = height + strip.gap
  const below = stripTop + strip.height
  // Without anything measured or seen there is nothing to draw, and the words say so.
  const isEmpty = !drawing.measured && drawing.bands.length === 0 && drawing.gaps.length === 0
  const point = (event: PointerEvent<SVGSVGElement>): void => setAt(around.from + ((event.clientX - event.currentTarget.getBoundingClientRect().left) / width) * (around.to - around.from))
  return (
    <figure ref={box} className={styles.chart} data-testid="incident-chart">
      <p className={styles.readout}>{at === null ? summaryOf(around, component) : readoutAt(around, at)}</p>
      {width > 0 && !isEmpty && (
        <svg width={whole} height={below + axisHeight} aria-hidden onPointerMove={point} onPointerLeave={() => setAt(null)}>
          <GapPatterns id={patterns} />
          <rect className={styles[`${incident.severity}Span`]} x={opened} y={0} width={Math.max(1, ended - opened)} height={below} />
          {drawing.gaps.map((gap) => (
            <rect key={`${gap.kind} ${gap.x}`} className={styles.gap} x={gap.x} y={0} width={gap.width} height={below} fill={`url(#${patterns}-${gap.kind})`} />
          ))}
          <line className={styles.axis} x1={0} x2={width} y1={height} y2={height} />
          <path className={styles.spread} d={drawing.spread} />
          <path className={styles.line} d={drawing.line} />
          {drawing.bands.map((band) => (
            <Band key={band.x} band={band} top={stripTop} pattern={patterns} />
          ))}
          {drawing.measured && (
            <>
              <text className={styles.scale} x={whole} y={12}>
                {valueText(unit, drawing.high)}
              </text>
              <text className={styles.scale} x={whole} y={height}>
                {valueText(unit, drawing.low)}
              </text>
            </>
          )}
          {around.notes.map((note) => (
            <path key={note.id} className={styles.note} d={flagPath(x(note.at), below, width)} />
          ))}
          {axisTimes(around, width, offsetAt(around.from)).map((time) => (
            <text key={time} className={styles.time} x={Math.min(width, Math.max(20, x(time)))} y={below + 15}>
              {axisLabel(time, around.to - around.from)}
            </text>
          ))}
          {at !== null && <line className={styles.cursor} x1={x(at)} x2={x(at)} y1={0} y2={below} />}
        </svg>
      )}
    </figure>
  )
}

/** Lower is better: what went well is a thin line, what didn’t is as high as it is bad. */
const bandParts = { ok: 0.25, unknown: 0.5, warning: 0.7, fail: 1 } as const

function Band({ band: { worst, x, width }, top, pattern }: { band: { worst: keyof typeof bandParts; x: number; width: number }; top: number; pattern: string }) {
  const size = bandParts[worst] * strip.height
  return <rect className={styles[worst]} x={x} y={top + strip.height - size} width={width} height={size} fill={worst === 'warning' ? `url(#${pattern}-warning)` : undefined} />
}

const offsetAt = (at: number): number => -new Date(at).getTimezoneOffset() * 60_000
