import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { Fault } from '../../../shared/faults'
import { call, listen } from '../../bridge'
import { currentTime, useClock } from '../../clock'
import { remember, remembered } from '../../parts/memory'
import { useConsole } from '../../store'
import { type Preset, presetMs, presetOf, presets, upToNow } from './axis'
import { Camera } from './camera'
import { spanIn } from './focus'
import { type Answer, LaneSource } from './lane-source'
import { useSettledSpan } from './use-looking'

export interface Timeline {
  camera: Camera
  source: LaneSource
  answer: Answer | null
  fault: Fault | null
  /** Targets whose measure is drawn as a line. */
  opened: ReadonlySet<string>
  toggle: (target: string) => void
}

const habits = { preset: 'timeline-length', opened: 'timeline-lines' }
/** While the past is shorter than this, all of it is shown at first, and at least some minutes. */
const youngMs = 6 * presetMs.hour
const leastMs = presetMs.hour / 6

const rememberedPreset = (): Preset | null => presets.find((preset) => preset === remembered(habits.preset)) ?? null

/** What is looked at and what is known of it: as long as the page is shown. */
export function useTimeline(): Timeline {
  const asked = spanIn(useConsole((state) => state.focus))
  const [camera] = useState(() => {
    const made = new Camera(presetMs[rememberedPreset() ?? 'day'], currentTime)
    if (asked) made.show(asked)
    return made
  })
  const [source] = useState(
    () =>
      new LaneSource({
        view: (question) => call('timeline.view', question),
        spend: (question) => call('timeline.spend', question),
        line: (target, span) => call('timeline.line', { target, span }),
        now: currentTime,
      }),
  )
  const [opened, setOpened] = useState(() => (remembered(habits.opened) ?? '').split('\n').filter((target) => target !== ''))
  const { answer, fault } = useSyncExternalStore(source.subscribe, source.get)
  useTimeGoingOn(camera, source)
  useShortPast(camera, answer, asked !== null)
  useEffect(() => source.open(opened), [source, opened])
  const preset = presetOf(useSettledSpan(camera))
  useEffect(() => {
    if (preset) remember(habits.preset, preset)
  }, [preset])
  useEffect(() => listen('costs', () => source.refreshSpend()), [source])
  useEffect(() => listen('notes', () => source.refresh()), [source])
  return {
    camera,
    source,
    answer,
    fault,
    opened: useMemo(() => new Set(opened), [opened]),
    toggle: (target) => {
      const next = opened.includes(target) ? opened.filter((one) => one !== target) : [...opened, target]
      remember(habits.opened, next.join('\n'))
      setOpened(next)
    },
  }
}

/** With the window’s clock the newest moves along, and what is new is asked for where it can be seen. */
function useTimeGoingOn(camera: Camera, source: LaneSource): void {
  const tick = useClock((now) => now)
  useEffect(() => {
    const { follows } = camera.looking
    camera.tick()
    const drawn = source.get().answer
    // On a long span a minute is no news.
    if (follows && drawn && tick - drawn.view.at >= Math.min(drawn.view.stepMs, 5 * 60_000)) source.refresh()
  }, [camera, source, tick])
}

/** On a young console a day would be an empty page. */
function useShortPast(camera: Camera, answer: Answer | null, isAsked: boolean): void {
  const first = useRef(rememberedPreset() === null && !isAsked)
  useEffect(() => {
    if (!first.current || !answer) return
    first.current = false
    const pastMs = answer.view.at - (answer.view.firstAt ?? answer.view.at)
    if (pastMs < youngMs) camera.show(upToNow(Math.max(leastMs, 1.5 * pastMs), currentTime()))
  }, [camera, answer])
}
