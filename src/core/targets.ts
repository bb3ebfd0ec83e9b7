import type { Reach, Sample, Unit } from '../shared/model'
import { secretOfCheck, type SecretKey, type Settings } from '../shared/settings'
import { explain } from './explain'
import type { Probe } from './plugin'
import { probeOfKind, probes } from './registry'

/** One thing that is looked at: a built-in component, or a check the user added. */
export interface Target {
  id: string
  title: string
  probe: Probe
  builtIn: boolean
  reach: Reach
  unit: Unit
  /** Whether unusual values of it are told of. */
  watchValue: boolean
  /** How often it is looked at, ms. */
  everyMs: number
  /** What the probe is run with; null when its settings can't be used, which `problem` then says. */
  config: unknown
  problem: string | null
  /** Switched off by the user. */
  enabled: boolean
  /** Another one means that what was found before says nothing any more. */
  fingerprint: string
}

const known = new WeakMap<Settings, readonly Target[]>()

/** Everything that is looked at under these settings: the five first, then the user's in their order. */
export function targetsOf(settings: Settings): readonly Target[] {
  let targets = known.get(settings)
  if (!targets) known.set(settings, (targets = [...builtIns(settings), ...added(settings)]))
  return targets
}

export const targetFor = (id: string, settings: Settings): Target | undefined => targetsOf(settings).find((target) => target.id === id)

const builtIns = (settings: Settings): Target[] =>
  probes.flatMap((probe) => {
    const { builtIn } = probe
    return builtIn ? [targetOf({ id: builtIn.target, title: probe.title, probe, values: settings[builtIn.section], enabled: true, watchValue: false, every: null, builtIn: true }, settings)] : []
  })

const added = (settings: Settings): Target[] =>
  settings.checks.list.map((check) => {
    const probe = probeOfKind(check.kind)
    const usable = probe && !probe.builtIn ? probe : unknownKind(check.kind)
    return targetOf({ id: check.id, title: check.title, probe: usable, values: check.settings, enabled: check.enabled, watchValue: check.watchValue, every: check.everySeconds, builtIn: false }, settings)
  })

interface Parts {
  id: string
  title: string
  probe: Probe
  values: unknown
  enabled: boolean
  watchValue: boolean
  every: number | null
  builtIn: boolean
}

function targetOf({ id, title, probe, values, enabled, watchValue, every, builtIn }: Parts, settings: Settings): Target {
  const parsed = probe.schema.safeParse(values)
  const config = parsed.success ? parsed.data : null
  const reach = typeof probe.reach === 'function' ? (parsed.success ? probe.reach(config) : 'local') : probe.reach
  const { localEverySeconds, remoteEverySeconds } = settings.probing
  return {
    id,
    title,
    probe,
    builtIn,
    reach,
    unit: probe.unit ?? 'ms',
    watchValue,
    everyMs: 1000 * (every ?? (reach === 'local' ? localEverySeconds : remoteEverySeconds)),
    config,
    problem: parsed.success ? null : `Its settings can’t be used: ${explain(parsed.error, true)}.`,
    enabled,
    fingerprint: builtIn ? probe.kind : JSON.stringify([probe.kind, values]),
  }
}

/** A check of a newer console, or of one with other plugins: kept, and said. */
const unknownKind = (kind: string): Probe => ({
  kind,
  title: kind,
  description: '',
  reach: 'local',
  schema: { safeParse: () => ({ success: false, error: { issues: [{ path: ['kind'], message: `this console knows no kind “${kind}”` }] } }) } as never,
  run: () => Promise.reject(new Error(`no probe of kind ${kind}`)),
  action: () => ({ label: 'Checks', do: { kind: 'settings', section: 'checks' } }),
})

/** The secrets a target may use: its own, then the console's. */
export const secretsOf = ({ id, probe }: Pick<Target, 'id' | 'probe'>): SecretKey[] => [
  ...Object.keys(probe.secrets ?? {}).map((field) => secretOfCheck(id, field)),
  ...(probe.credentials ?? []),
]

/** Never more often than this by itself: a provider's rate limit is shared with the user's own agents. */
export const spacingMs = 60_000

/** Looks of many consoles, and of many targets, drift apart by up to this part of their interval. */
const jitter = 0.1

/** 0–1, the same for the same target and look: a view can say when the next look is due. */
export function scatter(target: string, at: number): number {
  let hash = 2166136261
  for (const character of `${target} ${at}`) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619)
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}

/**
 * How long after this look the next one by itself may come, ms; null when it waits for the user: a refused credential
 * doesn't get better by asking again, and asking may lock it. A wait the provider asked for is kept.
 */
export function waitAfter(target: Pick<Target, 'id' | 'everyMs' | 'reach'>, sample: Pick<Sample, 'at' | 'code' | 'retryAfterMs' | 'retry'> | undefined): number | null {
  if (sample && isRefused(sample)) return null
  if (!sample) return target.everyMs
  if (target.reach === 'local') return Math.max(target.everyMs, sample.retryAfterMs ?? 0)
  const scattered = target.everyMs * (1 + jitter * (2 * scatter(target.id, sample.at) - 1))
  return Math.round(Math.max(spacingMs, scattered, sample.retryAfterMs ?? 0))
}

/** A credential that was refused for good: not one whose short-lived token had merely run out. */
const isRefused = ({ code, retry }: Pick<Sample, 'code' | 'retry'>): boolean => code === 'auth_invalid' && (retry ?? 'no') === 'no'

/** One target's newest look: when it was on the monotonic clock, and what it found. */
export interface NewestLook {
  at: number | undefined
  sample: Sample | undefined
}

export interface Asking {
  newest(target: string): NewestLook
  /** Which credential a target would use now; null for none. */
  credential(target: Target): string | null
  /** Monotonic ms, so that a stepped clock skips nothing. */
  now: number
}

/** Targets whose next look is due by itself. */
export function dueTargets(targets: readonly Target[], asking: Asking): Target[] {
  const due = targets.filter((target) => {
    const { at, sample } = asking.newest(target.id)
    if (at === undefined) return true
    const wait = waitAfter(target, sample)
    if (wait === null) return hasOther(target, sample, asking)
    return asking.now - at >= wait
  })
  return mayBeAsked(due, targets, asking)
}

/**
 * Of the wanted targets, those that may be asked without a person asking for it: no provider twice within a minute, none
 * before the wait it asked for is over, none with a credential it has refused. What is on this computer may always be.
 */
export function mayBeAsked(wanted: readonly Target[], all: readonly Target[], asking: Asking): Target[] {
  const asked = new Set<string>()
  return wanted.filter((target) => {
    if (target.reach === 'local' && target.probe.provider === undefined) return true
    const { at, sample } = asking.newest(target.id)
    if (sample && isRefused(sample) && at !== undefined && !hasOther(target, sample, asking)) return false
    if (at !== undefined && asking.now - at < Math.max(spacingMs, sample?.retryAfterMs ?? 0) && !hasOther(target, sample, asking)) return false
    const { provider } = target.probe
    if (provider === undefined) return true
    const lately = all.some((other) => other.probe.provider === provider && other.id !== target.id && asking.now - (asking.newest(other.id).at ?? -Infinity) < spacingMs)
    if (lately || asked.has(provider)) return false
    // What isn't set up asks nobody.
    if (sample?.status !== 'off') asked.add(provider)
    return true
  })
}

/** Another credential than the one that was looked with. */
const hasOther = (target: Target, sample: Sample | undefined, { credential }: Asking): boolean =>
  sample?.credential !== undefined && credential(target) !== sample.credential
