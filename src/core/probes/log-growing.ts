import { z } from 'zod'
import { bytes, duration } from '../../shared/format'
import type { FileFacts } from '../io'
import { defineProbe, type Self } from '../plugin'
import { bad, fromFault, good } from '../reading'

const minuteMs = 60_000

const schema = z.object({
  path: z
    .string()
    .trim()
    .regex(/^([/\\]|[A-Za-z]:[/\\])/, 'a full path such as "/var/log/echopilot/scheduler.log"')
    .meta({ title: 'Log file or folder', description: 'Of a folder, the file that changed last is looked at.', pick: 'file', examples: ['/var/log/echopilot/scheduler.log'] }),
  quietMinutes: z
    .number('a number of minutes such as 10')
    .positive('a number of minutes such as 10')
    .max(525_600, 'at most 525600 minutes, which is a year')
    .default(10)
    .meta({ title: 'Fail when it hasn’t grown for', unit: 'min' }),
})

/** Whether a program is still writing its log, whatever it writes. */
export default defineProbe({
  kind: 'log-growing',
  title: 'Log file',
  description: 'Whether a log file is still growing: a program that hangs writes nothing.',
  reach: 'local',
  unit: 'bytes',
  schema,
  nameFor: ({ path }) => nameOf(path).slice(-60),
  async run({ path, quietMinutes }, io, { before, byHand }) {
    const file = await io.file(path)
    if (!file.ok) return fromFault(file.error)
    const { quietMs, usualGapMs } = quietSince(file.value, notedIn(before), io.clock.now(), byHand)
    const { path: found, sizeBytes, identity, changedAt } = file.value
    const quiet = duration(quietMs)
    const detail = { file: found, sizeBytes, changedAt, silenceMs: quietMs, identity, usualGapMs }
    const extra = { figure: `${bytes(sizeBytes)} · quiet for ${quiet}`, value: sizeBytes, detail }
    if (quietMs > quietMinutes * minuteMs)
      return bad('log_stalled', `${nameOf(found)} hasn’t grown for ${quiet}.`, { ...extra, hint: 'Check that the program which writes it still runs.' })
    return good('', extra)
  },
  action: (code) => (code === 'path_missing' || code === 'could_not_look' ? { label: 'Change', do: { kind: 'settings', section: 'checks' } } : null),
})

const nameOf = (path: string): string => path.split(/[\\/]/).findLast(Boolean) ?? path

/** What the look before noted down, in its detail. */
interface Noted {
  at: number
  sizeBytes: number
  identity: string
  quietMs: number
  /** How far apart looks have been; null after the first. */
  usualGapMs: number | null
}

function notedIn(before: Self['before']): Noted | null {
  if (!before) return null
  const { sizeBytes, identity, silenceMs, usualGapMs } = before.detail
  if (typeof sizeBytes !== 'number' || typeof identity !== 'string' || typeof silenceMs !== 'number') return null
  return { at: before.at, sizeBytes, identity, quietMs: silenceMs, usualGapMs: typeof usualGapMs === 'number' ? usualGapMs : null }
}

/** A gap between looks this many times as long as usual wasn’t spent looking: the computer slept, or its clock was set. */
const unusual = 3

/**
 * How long the file hasn’t grown. Only time in which somebody looked counts: a log doesn’t grow while the computer sleeps,
 * and a clock that is set says nothing. The first look has only the file’s own time to go by.
 */
function quietSince(file: FileFacts, noted: Noted | null, now: number, byHand: boolean): { quietMs: number; usualGapMs: number | null } {
  const unchangedMs = Math.max(0, now - file.changedAt)
  if (!noted) return { quietMs: unchangedMs, usualGapMs: null }
  const gapMs = Math.max(0, now - noted.at)
  const usualMs = noted.usualGapMs === null ? gapMs : Math.max(noted.usualGapMs, minuteMs)
  const watchedMs = gapMs > unusual * usualMs ? usualMs : gapMs
  const grew = file.sizeBytes !== noted.sizeBytes || file.identity !== noted.identity
  // A person looks whenever they like, which says nothing of how often the console does. What lasts becomes usual.
  const usualGapMs = byHand ? noted.usualGapMs : Math.min(gapMs, unusual * usualMs)
  return { quietMs: grew ? Math.min(unchangedMs, watchedMs) : noted.quietMs + watchedMs, usualGapMs }
}
