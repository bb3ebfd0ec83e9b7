import type { Detail, Json, Sample } from '../../shared/model'
import type { Filesystem } from '../io'
import type { TickFigures } from '../ticks'

/** What rules judge by of a look, beside its row in the history. It is kept where it changed. */
export interface Grounds {
  /** A look at what is switched off has no row. */
  off?: true
  retry?: NonNullable<Sample['retry']>
  detail?: Detail
}

/** One part of a look’s detail. What passes by itself with time is kept as when it began, so that it changes seldom. */
interface Part {
  keep(value: Json, at: number): Json
  restore(kept: Json, at: number): Json
}

const asItIs: Part = { keep: (value) => value, restore: (kept) => kept }

/** Every part of a detail that a rule judges by, by its name there. */
const parts: Readonly<Record<string, Part>> = {
  filesystems: { keep: (all) => each(all, keepDisk), restore: (all) => each(all, restoreDisk) },
  schedulers: { keep: (all, at) => each(all, (one) => keepScheduler(one as unknown as TickFigures, at)), restore: (all, at) => each(all, (one) => restoreScheduler(one as unknown as KeptScheduler, at)) },
  validFromAt: asItIs,
  validToAt: asItIs,
}

/** What the console judged by at a moment, to be kept for trying rules on it. */
export function groundsOf({ status, retry, detail, at }: Sample): Grounds {
  const kept = Object.entries(parts).flatMap(([name, { keep }]) => (detail[name] === undefined ? [] : [[name, keep(detail[name], at)] as const]))
  return { ...(status === 'off' ? { off: true as const } : {}), ...(retry ? { retry } : {}), ...(kept.length > 0 ? { detail: Object.fromEntries(kept) } : {}) }
}

/** The detail as it was at a look, as far as rules judge by it. */
export function detailAt({ detail = {} }: Grounds, at: number): Detail {
  return Object.fromEntries(Object.entries(detail).map(([name, kept]) => [name, (parts[name] ?? asItIs).restore(kept, at)]))
}

const each = (all: Json, change: (one: Json) => Json): Json => (Array.isArray(all) ? all.map((one) => (typeof one === 'object' && one !== null ? change(one) : one)) : all)

type KeptDisk = [mount: string, sizeBytes: number, usedBytes: number, availableBytes: number]

function keepDisk(one: Json): KeptDisk {
  const { mount, sizeBytes, usedBytes, availableBytes } = one as unknown as Filesystem
  return [mount, sizeBytes, usedBytes, availableBytes]
}

function restoreDisk(one: Json): Json {
  const [mount, sizeBytes, usedBytes, availableBytes] = one as KeptDisk
  return { device: '', mount, type: '', sizeBytes, usedBytes, availableBytes }
}

type KeptScheduler = Pick<TickFigures, 'source' | 'name' | 'path' | 'state' | 'failing' | 'settling' | 'streak'> & {
  /** Since when it could have ticked and didn’t; null while it ticks. */
  silentSince: number | null
  unfetched: { lastAt: number | null; since: number; paceMs: number } | null
}

/** Moments placed anew at each look differ by less than this. */
const jitterMs = 1000
const steady = (at: number): number => Math.round(at / jitterMs) * jitterMs

function keepScheduler({ source, name, path, state, failing, settling, streak, silentMs, unfetched: away }: TickFigures, at: number): KeptScheduler {
  const unfetched = away && { lastAt: away.lastAt === null ? null : steady(away.lastAt), since: steady(at - away.forMs), paceMs: steady(away.paceMs) }
  return { source, name, path, state, failing, settling, streak, silentSince: state === 'ticking' ? null : steady(at - silentMs), unfetched }
}

function restoreScheduler({ silentSince, unfetched: away, ...kept }: KeptScheduler, at: number): Json {
  const unfetched = away && { lastAt: away.lastAt, forMs: at - away.since, paceMs: away.paceMs }
  return { ...kept, silentMs: silentSince === null ? 0 : at - silentSince, unfetched }
}
