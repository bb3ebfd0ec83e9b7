import { plural } from '../../shared/format'

export const checklist = {
  title: 'Checklist',
  progress: (done: number, all: number) => `${done} of ${all}`,
  complete: 'Everything is set up',
  show: 'Show the checklist',
  hide: 'Collapse the checklist',
  done: 'done',
  open: 'to do',
  next: 'Next',
  why: (title: string, why: string) => `${title}: ${why}`,
} as const

export const health = {
  glyph: '📊',
  title: 'Health & Costs',
  asOf: 'as of',
  /** These are the figures of the last run. */
  starting: 'starting',
  runGlyph: '⟳',
  run: 'Run Health Probe',
  runTip: 'Look at everything now. Key: r',
  running: 'Looking…',
  progress: (done: number, all: number) => `${done} of ${all}`,
  looking: 'looking…',
  component: 'Component',
  state: 'State',
  finding: 'Finding',
  latency: 'Latency',
  history: 'Recent looks',
  age: 'Last look',
  action: 'Next step',
  never: 'not looked at yet',
  lookAgain: (title: string) => `Look at ${title} again`,
  details: (title: string, state: string) => `${title}, ${state}. Details`,
  lastLook: (exact: string) => `Last look\n${exact}`,
  latencyOf: (exact: string) => `Answered in ${exact} at the last look`,
  sparkline: (title: string, looks: number) => `${title}: the last ${plural(looks, 'look')}`,
  sparklineTip: (low: string, high: string, from: string, looks: number) =>
    `${low} to ${high}\n${plural(looks, 'look')} since ${from}`,
  nextLook: 'Next look',
  finished: (summary: string) => `Health probe finished: ${summary}`,
  others: (count: number, state: string) => `${count} ${state}`,
  switchedOff: 'Switched off.',
  addCheck: 'Add a check',
  more: (count: number) => `${count} more ${count === 1 ? 'check' : 'checks'}`,
  showLess: 'Show fewer',
} as const

export const next = {
  title: 'Next',
  nothing: 'nothing is due',
  due: (exact: string, when: string) => `${when}\n${exact}`,
} as const

export const notes = { title: 'About the console' } as const

export const brief = {
  title: 'CEO Brief',
  show: 'Show the brief',
  hide: 'Collapse the brief',
} as const

export const detail = {
  close: 'Close',
  state: 'State',
  look: 'Last single look',
  since: 'Since',
  lastLook: 'Last look',
  nextLook: 'Next look',
  latency: 'Latency',
  code: 'Cause',
  history: 'Recent looks',
  found: 'What was found',
  nothing: 'Nothing more to say.',
  noHistory: 'No looks recorded yet.',
  yes: 'yes',
  no: 'no',
  none: 'none',
  chart: (title: string, low: string, high: string) => `${title}, from ${low} to ${high}`,
  chartUnmeasured: (title: string) => `${title}, looks without a measure`,
  gap: 'no data',
  judged: (look: string) => `the last single look was: ${look}`,
  edit: 'Edit this check',
} as const

export const schedulers = {
  /** Why no tick came; only the first counts. */
  kinds: { real: 'Real', asleep: 'Asleep', 'console-off': 'Console off', frozen: 'Stood still', 'network-away': 'Network away' },
  states: { ticking: 'ticking', silent: 'silent', idle: 'ticks, but does nothing', missing: 'no tick yet', unreadable: 'can’t be read', unfetched: 'nothing new fetched' },
  state: 'State',
  problem: 'Problem',
  lastTick: 'Last tick',
  in24h: 'In 24 h',
  day: (gaps: string, silence: string) => `${gaps}, the longest silence ${silence}`,
  classes: 'Gaps by cause',
  gapsOf: (name: string) => `Gaps of ${name}`,
  dayAgo: '24 h ago',
  now: 'now',
  what: 'Cause',
  began: 'Began',
  lasted: 'Lasted',
  counts: 'Counts as',
  more: (count: number) => `and ${count} earlier`,
  heals: 'Self-healing',
  everKept: 'In 31 d',
  attempts: (attempts: string, jobs: string, success: string) => `${attempts} at ${jobs}, healed ${success}`,
  burned: 'Burned',
  atLeast: 'at least ',
  job: 'Job',
  tries: 'Tries in 24 h',
  failedInARow: 'Failed in a row',
  healed: 'Healed',
} as const
