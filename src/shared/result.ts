import type { Fault } from './faults'

/** An expected failure is a value, never a throw: it crosses IPC and workers whole. */
export type Result<T, E = Fault> = { ok: true; value: T } | { ok: false; error: E }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })
export const err = <E>(error: E): { ok: false; error: E } => ({ ok: false, error })
