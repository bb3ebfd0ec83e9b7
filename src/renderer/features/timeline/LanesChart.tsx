import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { currentTime } from '../../clock'
import { classes } from '../../parts/classes'
import { texts } from '../../texts'
import { lengthOf } from './axis'
import { cursorLabel } from './axis-labels'
import type { Camera } from './camera'
import { eventsIn, type TimelineEvent } from './events'
import { EventStops } from './EventStops'
import { Gutter } from './Gutter'
import { eventAt } from './hit'
import styles from './LanesChart.module.css'
import { chartHeight, type LaneRow, rowsOf } from './layout'
import { usePalette } from './palette'
import { useCanvas } from './use-canvas'
import { useLooking } from './use-looking'
import { usePointing } from './use-pointing'
import type { Timeline } from './use-timeline'

interface Props {
  timeline: Timeline
  /** What happened in the span, once it stands still. */
  events: readonly TimelineEvent[]
  chosen: string | null
  onChoose: (event: TimelineEvent) => void
}

const none: readonly LaneRow[] = []
/** CSS pixels of what stands above and below the lanes: the page’s head, the strip, the legend, and the beginning of the table. */
const besides = 380
const roomNow = (): number => innerHeight - besides

function onResize(listener: () => void): () => void {
  addEventListener('resize', listener)
  return () => removeEventListener('resize', listener)
}

/** All lanes on one axis: names and what they say at the cursor at the left, the picture at the right. */
export function LanesChart({ timeline, events, chosen, onChoose }: Props) {
  const { camera, source, answer, opened, toggle } = timeline
  const [place, width] = useWidth()
  const room = useSyncExternalStore(onResize, roomNow)
  const palette = usePalette()
  const rows = useMemo(() => (answer ? rowsOf(answer, opened, room) : none), [answer, opened, room])
  const canvas = useCanvas({ camera, answer, rows, palette, width })
  useEffect(() => {
    if (width === 0) return
    const look = (): void => source.look(camera.looking.span, width)
    look()
    return camera.subscribe(look)
  }, [camera, source, width])
  const click = (x: number, y: number): void => {
    if (!answer) return
    const { span } = camera.looking
    const hit = eventAt(eventsIn(answer.view, span, currentTime()), x, y, rows, span, width)
    if (hit) onChoose(hit)
  }
  const pointing = usePointing(place, camera, width, click)
  return (
    <section className={classes(styles.chart, answer === null && styles.waiting)} aria-label={texts.timeline.chart} data-testid="timeline-chart" data-ready={answer !== null}>
      {answer && <Gutter camera={camera} rows={rows} answer={answer} onToggle={toggle} />}
      <div ref={place} className={styles.plot} style={{ height: rows.length > 0 ? chartHeight(rows) : undefined }} {...pointing}>
        <canvas ref={canvas} className={styles.canvas} aria-hidden />
        <Cursor camera={camera} width={width} />
        <EventStops camera={camera} events={events} rows={rows} width={width} chosen={chosen} onChoose={onChoose} />
      </div>
    </section>
  )
}

/** The line of the moment that the lanes are read at. */
function Cursor({ camera, width }: { camera: Camera; width: number }) {
  const { span, cursor } = useLooking(camera)
  if (cursor === null || cursor < span.from || cursor > span.to) return null
  const x = ((cursor - span.from) / lengthOf(span)) * width
  return (
    <div className={styles.cursor} style={{ transform: `translateX(${Math.round(x)}px)` }} aria-hidden>
      <span className={classes(styles.moment, x > width / 2 && styles.momentLeft)}>{cursorLabel(cursor, span)}</span>
    </div>
  )
}

function useWidth() {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = place.current!
    const sizes = new ResizeObserver(() => setWidth(element.clientWidth))
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [])
  return [place, width] as const
}
