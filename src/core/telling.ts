import { plural } from '../shared/format'
import type { EngineEvent, Incident, Severity } from '../shared/model'
import { isWorse } from './incidents'
import { msBetween, type Moment } from './moment'

/**
 * What is told, and when. Nothing is told because it happened: what the reader was told last is held against what is
 * so now, and the difference is due. So nothing is lost by a crash between the two, and what a cooldown holds back is told
 * when it is over, if it is still so.
 *
 *   reader believes: well ──opened──► open(warning) ──escalated──► open(fail) ──resolved──► well
 *
 * opened waits for the cooldown, escalated may break through it once, resolved doesn't wait.
 */

/** A message about an identity beginning or worsening comes at most this often. */
export const cooldownMs = 30 * 60_000
/** What opens within this time is one message. */
export const gatherMs = 5000
/** At most `burst` messages in `burstWindowMs`; the next one says everything since. */
export const burst = 2
export const burstWindowMs = 120_000

/** What the reader of messages knows about one identity (rule + target). */
export interface Told {
  identity: string
  /** The newest message that it began or worsened: the cooldown runs from here. */
  alertedAt: Moment | null
  alertedSeverity: Severity | null
  /** A worsening has been told within this cooldown. */
  brokeThrough: boolean
  /** The incident the reader believes to be open. */
  open: { incident: string; severity: Severity; urgency?: number } | null
  /** Changes since the last message about it. */
  changes: number
}

/** Why nothing is said of an incident for now; `endsInMs` is null when that has no end of its own. */
export interface Silence {
  why: 'acknowledged' | 'snoozed' | 'maintenance' | 'quiet' | 'muted'
  endsInMs: number | null
}

/** The pace of messages over all identities. */
export interface Pace {
  /** Since when something has been due; null when nothing is. */
  dueSince: Moment | null
  /** The newest messages, oldest first; at most `burst`. */
  sent: readonly Moment[]
}

export interface Situation {
  now: Moment
  open: readonly Incident[]
  /** The newest incident of an identity that isn't open any more. */
  ended(identity: string): Incident | null
  told: ReadonlyMap<string, Told>
  pace: Pace
  /** What changed since the last time this was asked: counted, nothing else. */
  changes: readonly EngineEvent[]
  silenceOf(incident: Incident): Silence | null
}

export interface Item {
  type: 'opened' | 'escalated' | 'resolved'
  incident: Incident
  /** Changes of it that were held back before this one. */
  heldBack: number
  /** The incident whose message this one ends or worsens. */
  follows: string | null
}

/** An open incident nothing is said of for now, though nobody has dealt with it. `endsInMs` null: that has no end of its own. */
export interface Held {
  incident: Incident
  why: 'cooldown' | 'maintenance' | 'quiet' | 'muted'
  endsInMs: number | null
}

export interface Telling {
  /** What goes into one message now; empty when nothing does. */
  items: Item[]
  /** What has to be kept with it, or not at all. */
  told: Told[]
  pace: Pace
  /** When to ask again though nothing changes, ms from now; null: not before something does. */
  againInMs: number | null
  /** What had to be said and wasn’t. */
  held: Held[]
}

const unknown = (identity: string): Told => ({ identity, alertedAt: null, alertedSeverity: null, brokeThrough: false, open: null, changes: 0 })

/** Pure: what to say now, given what is so and what was said. */
export function tell(situation: Situation): Telling {
  const { now, open, told } = situation
  const ledger = counted(told, situation.changes)
  const byIdentity = new Map(open.map((incident) => [incident.identity, incident]))
  const waits: number[] = []
  const held: Held[] = []
  const due: Item[] = []
  for (const identity of new Set([...ledger.keys(), ...byIdentity.keys()])) {
    const incident = byIdentity.get(identity) ?? null
    const verdict = consider(ledger.get(identity) ?? unknown(identity), incident, situation)
    if (typeof verdict === 'number') {
      waits.push(verdict)
      held.push(...heldNow(incident, verdict, situation))
    } else if (verdict) due.push(verdict)
  }
  const wait = due.length === 0 ? null : paceWait(situation.pace, now)
  if (wait === null || wait > 0) {
    const dueSince = due.length === 0 ? null : (situation.pace.dueSince ?? now)
    const all = [...waits, ...(wait === null ? [] : [wait])].filter(Number.isFinite)
    return { items: [], told: [...ledger.values()].filter((one) => one !== told.get(one.identity)), pace: { ...situation.pace, dueSince }, againInMs: all.length === 0 ? null : Math.min(...all), held }
  }
  for (const item of due) ledger.set(item.incident.identity, after(ledger.get(item.incident.identity) ?? unknown(item.incident.identity), item, now))
  const finite = waits.filter(Number.isFinite)
  return {
    items: due.toSorted(worstFirst),
    told: [...ledger.values()].filter((one) => one !== told.get(one.identity)),
    pace: { dueSince: null, sent: [...situation.pace.sent, now].slice(-burst) },
    againInMs: finite.length === 0 ? null : Math.min(...finite),
    held,
  }
}

/** What somebody put off is no news to them. */
function heldNow(incident: Incident | null, waitMs: number, { silenceOf }: Situation): Held[] {
  const why = incident && (silenceOf(incident)?.why ?? 'cooldown')
  if (!incident || why === null || why === 'acknowledged' || why === 'snoozed') return []
  return [{ incident, why, endsInMs: Number.isFinite(waitMs) ? waitMs : null }]
}

/** What somebody did to an incident is no change of it. */
const countedTypes: ReadonlySet<EngineEvent['type']> = new Set<EngineEvent['type']>(['opened', 'escalated', 'resolved'])

function counted(told: ReadonlyMap<string, Told>, changes: readonly EngineEvent[]): Map<string, Told> {
  const ledger = new Map(told)
  for (const { type, incident } of changes) {
    if (!countedTypes.has(type)) continue
    const before = ledger.get(incident.identity) ?? unknown(incident.identity)
    ledger.set(incident.identity, { ...before, changes: before.changes + 1 })
  }
  return ledger
}

/** What is due about one identity: an item, how long it has to wait (ms; Infinity: for something else), or nothing. */
function consider(told: Told, incident: Incident | null, { now, ended, silenceOf }: Situation): Item | number | null {
  const heldBack = Math.max(0, told.changes - 1)
  const follows = told.open?.incident ?? null
  const subject = incident ?? (told.open ? ended(told.identity) : null)
  if (!subject) return null
  const silence = silenceOf(subject)
  if (!incident) {
    // Who acknowledged it wants to hear that it is over; who sleeps hears it in the morning.
    const quiet = silence !== null && silence.why !== 'acknowledged' && silence.why !== 'snoozed'
    return quiet ? (silence.endsInMs ?? Infinity) : { type: 'resolved', incident: subject, heldBack, follows }
  }
  const worse = told.open ? isWorse(incident, told.open) : incident.severity === 'fail' && told.alertedSeverity === 'warning'
  if (told.open && !worse) return null
  if (silence) return silence.endsInMs ?? Infinity
  const left = told.alertedAt === null ? 0 : cooldownMs - msBetween(told.alertedAt, now)
  if (left > 0 && !(worse && !told.brokeThrough)) return left
  return { type: told.open ? 'escalated' : 'opened', incident, heldBack, follows }
}

function after(told: Told, { type, incident }: Item, now: Moment): Told {
  if (type === 'resolved') return { ...told, open: null, changes: 0 }
  const within = told.alertedAt !== null && msBetween(told.alertedAt, now) < cooldownMs
  return {
    identity: told.identity,
    // Breaking through doesn't begin the cooldown anew: once means once.
    alertedAt: within ? told.alertedAt : now,
    alertedSeverity: incident.severity,
    brokeThrough: within,
    open: { incident: told.open?.incident ?? incident.id, severity: incident.severity, ...(incident.urgency === undefined ? {} : { urgency: incident.urgency }) },
    changes: 0,
  }
}

/** How long what is due has to wait for its company, ms. */
function paceWait({ dueSince, sent }: Pace, now: Moment): number {
  const gathering = dueSince === null ? gatherMs : gatherMs - msBetween(dueSince, now)
  const [oldest] = sent
  const crowded = sent.length < burst || !oldest ? 0 : burstWindowMs - msBetween(oldest, now)
  return Math.max(0, gathering, crowded)
}

const gravity = ({ type, incident }: Item): number => (type === 'resolved' ? 0 : incident.severity === 'fail' ? 2 : 1)
const worstFirst = (a: Item, b: Item): number => gravity(b) - gravity(a)

/** "2 earlier changes were held back." */
export const heldBackWords = (count: number): string | null => (count === 0 ? null : `${plural(count, 'earlier change')} ${count === 1 ? 'was' : 'were'} held back.`)
