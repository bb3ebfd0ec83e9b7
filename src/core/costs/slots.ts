import { periodAt, slotName, type Span, type StepName } from './periods'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const startOfUtcDay = (at: number): number => Math.floor(at / dayMs) * dayMs

/** Minutes that clocks of the zone are ahead of a whole hour of UTC at `at`. */
const beyondHour = (at: number, zone: string): number => (((startOfUtcDay(at) - periodAt('day', at, zone).from) / minuteMs) % 60 + 60) % 60

/**
 * Length of the slots that costs are summed by: so that every day of the zone begins with a slot, in summer and in winter.
 * UTC’s days always do, so no slot has two prices. `now` is UTC epoch ms: the years around it are looked at.
 */
export function slotMsFor(zone: string, now: number): number {
  const beyond = Array.from({ length: 24 }, (_, quarter) => beyondHour(now + (quarter - 20) * 91 * dayMs, zone))
  return (beyond.every((minutes) => minutes === 0) ? 60 : beyond.every((minutes) => minutes % 30 === 0) ? 30 : 15) * minuteMs
}

/** Stretches: slots between two midnights, each of the zone or of UTC. Whole ones make up every day of either. */
export class Stretches {
  private last: Span = { from: 0, to: 0 }

  constructor(readonly zone: string) {}

  /** The stretch that holds `at`. */
  at(at: number): Span {
    if (at >= this.last.from && at < this.last.to) return this.last
    const local = periodAt('day', at, this.zone)
    const utc = startOfUtcDay(at)
    this.last = { from: Math.max(local.from, utc), to: Math.min(local.to, utc + dayMs) }
    return this.last
  }

  /** The whole stretches within a span; empty (from = to) when it holds none. */
  within({ from, to }: Span): Span {
    const first = this.at(from)
    const begin = first.from === from ? from : first.to
    const end = this.at(to).from
    return begin < end ? { from: begin, to: end } : { from, to: from }
  }
}

/** Names of slots, as keys of an answer have them; remembered, as the calendar of a zone is slow to ask. */
export class SlotNames {
  private readonly names = new Map<number, string>()
  /** The day, week or month that was asked of last, and its name; of hours their day. */
  private last: Span & { name: string } = { from: 0, to: 0, name: '' }

  constructor(
    private readonly step: StepName,
    private readonly zone: string,
  ) {}

  of(slot: number): string {
    let name = this.names.get(slot)
    if (name === undefined) this.names.set(slot, (name = this.nameOf(slot)))
    return name
  }

  private nameOf(slot: number): string {
    const { step, zone } = this
    if (slot < this.last.from || slot >= this.last.to) this.last = { ...periodAt(step === 'hour' ? 'day' : step, slot, zone), name: slotName(step, slot, zone) }
    return step === 'hour' ? new Date(slot - ((slot - this.last.from) % hourMs)).toISOString() : this.last.name
  }
}
