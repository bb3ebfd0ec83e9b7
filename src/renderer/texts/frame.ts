import { plural } from '../../shared/format'
import type { Overall } from '../../shared/model'
import { statusWords } from './shared'

export const frame = {
  navigation: 'Pages',
  stateNow: (overall: Overall) => `State now: ${statusWords[overall]}`,
  dismiss: 'Dismiss',
  loading: 'Waiting for the first figures',
  needsHand: 'Needs your hand',
  network: 'This computer’s network',
  channel: 'A channel takes no messages',
  otherChannels: (count: number) => `(and ${plural(count, 'other channel')})`,
  seeIncidents: 'See incidents',
  broken: 'This page could not be drawn.',
  brokenHint: 'The console itself keeps running. Open the page again; if it happens again, the log folder says why.',
  tryAgain: 'Open it again',
  starting: (age: string) => `These figures are ${age} old. The console is still starting; newer ones follow by themselves.`,
  agedFigures: 'Age of these figures',
  stale: (age: string) => `These figures are ${age} old. The console has not sent newer ones; it may be catching up after sleep.`,
} as const

export const pages = {
  overview: 'Overview',
  costs: 'Costs',
  incidents: 'Incidents',
  logs: 'Logs',
  schedule: 'Schedule',
  fleet: 'Fleet',
  timeline: 'Timeline',
  settings: 'Settings',
  openIncidents: (count: number) => `${count} open`,
} as const

export const keys = {
  title: 'Keys',
  everywhere: 'Everywhere',
  pages: 'Pages',
  rows: 'Rows and incidents',
  palette: 'Find anything',
  probe: 'Run health probe',
  undo: 'Undo a removal',
  settings: 'Settings',
  move: 'Move between rows',
  nextRow: 'Next and previous',
  open: 'Open details',
  acknowledge: 'Acknowledge the incident',
  snooze: 'Snooze the incident',
  close: 'Close',
  help: 'Show these keys',
  period: 'Day, week, month, year',
  step: 'Earlier, later',
  split: 'Split otherwise',
  view: 'Chart or table',
  export: 'Export',
  zoom: 'Zoom',
  moveTime: 'Earlier, later',
  presets: 'Hour to year',
  note: 'Add a note',
  toNow: 'Up to now',
  logSearch: 'Search',
  logJump: 'Jump to a time',
  logFollow: 'Follow, or stop',
  logLook: 'Pretty or raw',
  logCopy: 'Copy the open line',
  joints: { after: 'then', or: 'or', to: '–' },
  tip: (what: string, name: string) => `${what}\nKey: ${name}`,
} as const

/** What was removed, and the way back. */
export const undo = {
  removed: 'Removed',
  undo: 'Undo',
  undoOf: (what: string) => `Put ${what} back`,
  spoken: (name: string) => `Undo with ${name}.`,
  gone: (what: string) => `${what} is removed.`,
  failed: (what: string) => `“${what}” could not be put back.`,
  unset: (what: string) => `${what} is no longer set.`,
} as const

export const faults = {
  noAnswer: 'The console’s engine did not answer.',
  noAnswerHint: 'Quit and start the console again; nothing recorded is lost.',
  deadLink: 'This link leads nowhere in the console.',
  deadLinkHint: 'It may be damaged, or made for a newer version.',
  notWatched: (target: string) => `“${target}” isn’t watched here.`,
  notWatchedHint: 'It may have been removed. What is watched is listed below.',
} as const

export const mute = {
  mute: 'Mute messages',
  muteFor: 'Mute messages for',
  measuring: 'Measuring goes on.',
  until: (time: string) => `Muted until ${time}`,
  untilTip: 'No message is sent until then. Measuring goes on.',
  unmute: 'Unmute',
  unmuteMessages: 'Unmute messages',
  change: 'Messages are muted. Change that',
} as const
