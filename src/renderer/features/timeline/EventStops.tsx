import { UnstyledButton } from '@mantine/core'
import { classes } from '../../parts/classes'
import type { Camera } from './camera'
import { type TimelineEvent, stops } from './events'
import { eventWords } from './event-words'
import styles from './EventStops.module.css'
import { boxOfEvent } from './hit'
import { axisHeight, type LaneRow } from './layout'
import { useSettledSpan } from './use-looking'

interface Props {
  camera: Camera
  events: readonly TimelineEvent[]
  rows: readonly LaneRow[]
  width: number
  chosen: string | null
  onChoose: (event: TimelineEvent) => void
}

/** More than this nobody goes through with the Tab key; the table has them all. */
const mostStops = 120

/** Real buttons over what is painted: for the Tab key and for screen readers. The pointer goes through them to the canvas. */
export function EventStops({ camera, events, rows, width, chosen, onChoose }: Props) {
  const span = useSettledSpan(camera)
  if (width === 0) return null
  const boxes = stops(events, mostStops).flatMap((event) => {
    const box = boxOfEvent(event, rows, span, width)
    return box ? [{ event, box }] : []
  })
  const reach = boxes.find(({ event }) => event.id === chosen && event.to > event.from)?.box
  return (
    <div className={styles.stops}>
      {reach && <div className={styles.reach} style={{ left: reach.left, width: reach.width, top: axisHeight }} />}
      {boxes.map(({ event, box }) => {
        const { title, when, meaning } = eventWords(event)
        return (
          <UnstyledButton
            key={event.id}
            className={classes(styles.stop, event.id === chosen && styles.chosen)}
            style={box}
            aria-label={`${title}. ${when}. ${meaning}`}
            aria-pressed={event.kind === 'incident' ? undefined : event.id === chosen}
            data-event={event.kind}
            data-chosen={event.id === chosen || undefined}
            onFocus={() => camera.point(Math.max(span.from, event.from))}
            onBlur={() => camera.point(null)}
            onClick={() => onChoose(event)}
          />
        )
      })}
    </div>
  )
}
