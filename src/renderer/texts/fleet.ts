const count = (number: number): string => number.toLocaleString('en-US')

export const fleet = {
  title: 'Fleet',
  off: 'No fleet is set up.',
  offHint: 'Where several consoles or agents run, a Prometheus-compatible database can hear of all of them by /metrics. Name it, and they are listed here.',
  setUp: 'Set up',
  none: 'No agent has been heard of in the last day.',
  noneHint: (url: string) => `${url} answers, but knows none. Let it scrape /metrics of a console or an agent.`,
  noMatch: (text: string) => `No agent fits “${text}”.`,
  failed: 'The fleet can’t be asked.',
  keptFrom: (time: string) => `Below is what was known at ${time}.`,
  tryAgain: 'Try again',
  settings: 'Settings',
  search: 'Search agents',
  agents: (number: number) => `${count(number)} ${number === 1 ? 'agent' : 'agents'}`,
  inState: (number: number, state: string) => `${count(number)} ${state}`,
  columns: { status: 'State', agent: 'Agent', heard: 'Heard', unwell: 'Unwell', incidents: 'Incidents', tick: 'Last tick', month: 'This month', version: 'Version' },
  /** Nothing was told of it. */
  untold: '–',
  silent: (age: string) => `Silent for ${age}: nobody knows how it is.`,
  open: (agent: string) => `Components of ${agent}`,
  components: {
    component: 'Component',
    state: 'State',
    latency: 'Latency',
    look: 'Last look',
    none: 'It tells of no components.',
    loading: 'Asking for its components',
    /** Of those that every agent has; others go by their ids. */
    titles: { notion: 'Notion', drive: 'Google Drive', stripe: 'Stripe', scheduler_tick: 'Scheduler tick', disk_ok: 'Disk' },
  },
} as const
