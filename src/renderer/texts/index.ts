import { costs, costsPage } from './costs'
import { demo } from './demo'
import { frame, pages, keys, faults, mute, undo } from './frame'
import { fleet } from './fleet'
import { incidents } from './incidents'
import { logs } from './logs'
import { checklist, health, next, notes, brief, detail, schedulers } from './overview'
import { schedule } from './schedule'
import { palette } from './palette'
import { settings } from './settings'
import { statusWords } from './shared'
import { timeline } from './timeline'

/**
 * Every word of the window, so that a second language is a second folder. Figures come formatted;
 * sentences say what happened and what to do next.
 */
export const texts = {
  product: 'EchoPilot',
  status: statusWords,
  /** Off because somebody wants it so. */
  switchedOff: 'switched off',
  off: 'off',
  hours: (count: number) => `${count} h`,
  /** What the other side calls a message. */
  receipt: (id: string) => `receipt ${id}`,
  untilTime: (time: string) => `until ${time}`,
  frame,
  pages,
  keys,
  faults,
  mute,
  undo,
  palette,
  checklist,
  health,
  next,
  notes,
  brief,
  detail,
  schedulers,
  costs,
  costsPage,
  logs,
  incidents,
  timeline,
  schedule,
  fleet,
  demo,
  settings,
} as const
