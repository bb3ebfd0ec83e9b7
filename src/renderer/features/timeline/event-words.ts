import { plural } from '../../../shared/format'
import { lasted } from '../../parts/time'
import { dayTime } from '../../../shared/moments'
import { texts } from '../../texts'
import { countOf, type TimelineEvent } from './events'

const words = texts.timeline

export interface EventWords {
  title: string
  /** Of when to when, and how long. */
  when: string
  /** What it means, in a sentence; empty where the title says all. */
  meaning: string
}

/** An event for people: in the strip, the table and to a screen reader. */
export function eventWords(event: TimelineEvent): EventWords {
  return { title: titleOf(event), when: whenOf(event), meaning: meaningOf(event) }
}

function titleOf(event: TimelineEvent): string {
  const count = countOf(event)
  if (event.kind === 'incident') return count > 1 ? words.several(event.incident.title, count) : event.incident.title
  if (event.kind === 'run') return words.runTitle(event.run.title, count)
  if (event.kind === 'note') return event.note.text
  const kind = texts.schedulers.kinds[event.gap.kind]
  return count > 1 ? words.gapTitles(count, kind, event.lane) : words.gapTitle(kind, event.lane)
}

function whenOf(event: TimelineEvent): string {
  const open = event.kind === 'incident' && event.incident.to === null
  if (open) return words.fromTo(dayTime(event.from), words.now.toLowerCase())
  return event.to > event.from ? `${words.fromTo(dayTime(event.from), dayTime(event.to))}, ${words.lasted(lasted(event.from, event.to))}` : dayTime(event.from)
}

function meaningOf(event: TimelineEvent): string {
  if (event.kind === 'incident') return texts.status[event.incident.severity]
  if (event.kind === 'note') return `${words.noteKinds[event.note.kind]}, ${words.noteSources[event.note.source]}`
  if (event.kind === 'gap') return [event.gap.gaps > 0 ? `${plural(event.gap.gaps, 'gap')}.` : '', words.gapMeanings[event.gap.kind]].filter(Boolean).join(' ')
  const { outcome, late, message } = event.run
  return [texts.schedule.outcomes[outcome], late ? texts.schedule.late : '', message ?? ''].filter(Boolean).join(' · ')
}
