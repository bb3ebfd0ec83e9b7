import { Button } from '@mantine/core'
import { useCallback, useMemo, useState } from 'react'
import { sentence } from '../../bridge'
import { currentTime } from '../../clock'
import { Empty } from '../../parts/Empty'
import { StatusMark } from '../../parts/StatusMark'
import { remember, remembered } from '../../parts/memory'
import { dayTime } from '../../../shared/moments'
import { useMedia } from '../../parts/use-media'
import { showPage } from '../../store'
import { texts } from '../../texts'
import { presetSpan } from './axis'
import { countOf, eventsIn, type TimelineEvent } from './events'
import { EventsTable } from './EventsTable'
import { LanesChart } from './LanesChart'
import { Legend } from './Legend'
import { Strip, type Shown } from './Strip'
import { TimelineHead, type Look } from './TimelineHead'
import styles from './TimelinePage.module.css'
import type { TimelineCommand } from './timeline-keys'
import { useAskedEvent } from './use-asked-event'
import { useSettledSpan } from './use-looking'
import { type Timeline, useTimeline } from './use-timeline'
import { useTimelineKeys } from './use-timeline-keys'

const words = texts.timeline
const habit = 'timeline-view'
const zoomedPart = 0.25
/** A past shorter than this is to be explained. */
const youngMs = 10 * 60_000

/** Everything that happened, on one axis of time. */
export default function TimelinePage() {
  const timeline = useTimeline()
  const [look, setLook] = useState<Look>(remembered(habit) === 'table' ? 'table' : 'chart')
  const [shown, setShown] = useState<Shown>(null)
  const { camera, source, answer } = timeline
  const span = useSettledSpan(camera)
  // What would be an empty half of the window tells the same in words.
  const roomy = useMedia('(min-height: 880px)')
  const events = useMemo(() => (answer ? eventsIn(answer.view, span, answer.view.at) : []), [answer, span])
  useAskedEvent(events, (event) => setShown({ kind: 'event', event }))
  const choose = useCallback(
    (event: TimelineEvent): void => {
      if (event.kind === 'incident' && countOf(event) === 1) showPage('incidents', event.incident.id)
      else setShown({ kind: 'event', event })
    },
    [setShown],
  )
  const write = useCallback((): void => setShown({ kind: 'draft', at: Math.round(camera.looking.cursor ?? currentTime()) }), [camera])
  useTimelineKeys(useCommands(timeline, write))
  const lookAt = (next: Look): void => {
    remember(habit, next)
    setLook(next)
  }
  return (
    <div className={styles.page} data-keys="page" data-testid="timeline">
      <TimelineHead camera={camera} look={look} onLook={lookAt} onNote={write} />
      <Fault timeline={timeline} />
      {look === 'chart' ? <LanesChart timeline={timeline} events={events} chosen={shown?.kind === 'event' ? shown.event.id : null} onChoose={choose} /> : <EventsTable events={events} waiting={answer === null} onChoose={choose} />}
      <Strip
        shown={shown}
        onShow={setShown}
        onChanged={() => source.refresh()}
        onZoom={({ from, to }) => {
          const air = Math.max(60_000, (to - from) * zoomedPart)
          camera.show({ from: from - air, to: to + air })
        }}
        young={answer !== null && answer.view.at - (answer.view.firstAt ?? answer.view.at) < youngMs}
      />
      {look === 'chart' && <Legend />}
      {look === 'chart' && roomy && answer && <EventsTable events={events} waiting={false} onChoose={choose} />}
    </div>
  )
}

function useCommands({ camera }: Timeline, write: () => void): (command: TimelineCommand) => void {
  return useCallback(
    (command) => {
      const { span, cursor } = camera.looking
      if (command.do === 'pan') camera.pan(command.part)
      else if (command.do === 'zoom') camera.zoom(command.factor)
      else if (command.do === 'preset') camera.show(presetSpan(command.preset, span, currentTime()))
      else if (command.do === 'now') camera.toNow()
      else if (command.do === 'note') write()
      else camera.point(Math.min(span.to, Math.max(span.from, (cursor ?? (span.from + span.to) / 2) + (command.by * (span.to - span.from)) / 100)))
    },
    [camera, write],
  )
}

/** The question went wrong: the picture before stays, and says of when it is. */
function Fault({ timeline: { source, answer, fault } }: { timeline: Timeline }) {
  if (!fault) return null
  return (
    <section className={styles.fault} role="alert" aria-label={words.failed}>
      <StatusMark status="warning" />
      <div className={styles.faultWords}>
        {answer ? `${sentence(fault)} ${words.keptFrom(dayTime(answer.view.at))}` : <Empty title={words.failed} hint={sentence(fault)} />}
      </div>
      <Button onClick={() => source.refresh()}>{words.tryAgain}</Button>
    </section>
  )
}
