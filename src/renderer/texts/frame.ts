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
  stale: (age: string) => `These figures are ${age} old. The console has not sent newer ones; it may be catching up after sleep.`,
} as const

export const pages = {
  overview: 'Overview',
  costs: 'Costs',
  incidents: 'Incidents',
  logs: 'Logs',
  schedule: 'Schedule',
  timeline: 'Timeline',
  settings: 'Settings',
  openIncidents: (count: number) => `${count} open`,
} as const

export const keys = {
  title: 'Keys',
  probe: 'Run health probe',
  go: (page: string) => `Go to ${page}`,
  settings: 'Settings',
  move: 'Move between rows',
  open: 'Open details',
  acknowledge: 'Acknowledge the incident',
  snooze: 'Snooze the incident',
  close: 'Close',
  help: 'Show these keys',
  period: 'Costs of the day, week, month',
  step: 'Earlier, later costs',
  split: 'Split costs otherwise',
  view: 'Chart or table of costs',
  export: 'Export costs',
  zoom: 'Zoom the timeline',
  moveTime: 'Earlier, later on the timeline',
  presets: 'Hour to year of the timeline',
  note: 'Add a note to the timeline',
  toNow: 'Timeline up to now',
  logSearch: 'Search the logs',
  logJump: 'Jump to a time in the logs',
  logFollow: 'Follow the logs, or stop',
  logLook: 'Lines pretty or raw',
  logCopy: 'Copy the open line',
  afterwards: 'then',
  or: 'or',
} as const

export const faults = {
  noAnswer: 'The console’s engine did not answer.',
  noAnswerHint: 'Quit and start the console again; nothing recorded is lost.',
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
