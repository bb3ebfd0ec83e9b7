import type { Span } from './axis'

const form = /^(\d{9,15})-(\d{9,15})(?:@(.+))?$/

/** What the page is opened at from elsewhere: "<UTC epoch ms>-<UTC epoch ms>", with "@<id of an event>" for what is meant there; null for nothing of that kind. */
export function spanIn(focus: string | null): Span | null {
  const [, from, to] = form.exec(focus ?? '') ?? []
  return from !== undefined && to !== undefined && Number(from) < Number(to) ? { from: Number(from), to: Number(to) } : null
}

export const eventIdIn = (focus: string | null): string | null => form.exec(focus ?? '')?.[3] ?? null
