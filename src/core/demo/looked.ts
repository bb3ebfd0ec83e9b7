/** Something that was looked at, and how it usually is. */
export interface Looked {
  id: string
  kind: string
  everyMs: number
  /** Usual latency in ms; null where none is measured. */
  latency: number | null
  /** What it measured at the beginning, and by how much that has grown by the end; null where it measures nothing. */
  value: Measured | null
}

export interface Measured {
  first: number
  grown: number
  noise: number
  /** Below this it is a warning. */
  warnsBelow?: number
  /** By how much more it has grown in its last days. */
  surge?: { days: number; by: number }
}

const minuteMs = 60_000
/** How long the demo’s certificate is still valid at the end of the past. */
export const certificateDays = 11.4
const remote = (id: string, latency: number, kind = id): Looked => ({ id, kind, everyMs: 5 * minuteMs, latency, value: null })

export const builtInLooked: readonly Looked[] = [
  remote('notion', 180),
  remote('drive', 240),
  remote('stripe', 130),
  { id: 'scheduler_tick', kind: 'scheduler_tick', everyMs: minuteMs, latency: null, value: { first: 0, grown: 0, noise: 0 } },
  { id: 'disk_ok', kind: 'disk', everyMs: minuteMs, latency: null, value: { first: 55, grown: 25, noise: 1 } },
]

/** A disk that something has begun to fill. */
const fillingDisk: Measured = { first: 52, grown: 14, noise: 0.15, surge: { days: 2.5, by: 15 } }

/** What the demo workspace looks at: the built-in components, and the checks of its settings. */
export const demoLooked: readonly Looked[] = [
  ...builtInLooked.map((one) => (one.id === 'disk_ok' ? { ...one, value: fillingDisk } : one)),
  remote('website', 95, 'http'),
  { ...remote('website-certificate', 60, 'tls-certificate'), value: { first: certificateDays + 90, grown: -90, noise: 0, warnsBelow: 14 } },
  remote('jobs-database', 14, 'tcp'),
  remote('openai-api', 210, 'openai'),
]

/** What went wrong with each of them at times. */
const titles: Readonly<Record<string, readonly string[]>> = {
  notion: ['Notion: an outage', 'Notion: too many requests'],
  drive: ['Google Drive: too slow an answer'],
  stripe: ['Stripe: an outage', 'Stripe: a permission is missing'],
  scheduler_tick: ['EchoPilot’s scheduler is silent'],
  disk_ok: ['Disk / is 86 % full'],
  website: ['Shop website: an outage', 'Shop website: an unexpected answer'],
  'jobs-database': ['Jobs database: can’t be reached'],
  'openai-api': ['OpenAI API: an outage', 'OpenAI API: too many requests'],
}

export const titlesOf = (target: string): readonly string[] => titles[target] ?? []
