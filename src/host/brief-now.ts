import { composeBrief } from '../core/views/brief'
import type { Brief, Snapshot } from '../shared/model'
import type { ConsolePorts } from './console'
import { moneyFacts } from './spending/spending-brief'

const dayMs = 86_400_000

/** The brief as of now, by costs as they were last added up. */
export async function briefNow({ clock, spending, store }: Pick<ConsolePorts, 'clock' | 'spending' | 'store'>, snapshot: () => Snapshot): Promise<Brief> {
  const money = await moneyFacts(spending)
  const now = clock.now()
  const dayAgo = now - dayMs
  return composeBrief({ snapshot: snapshot(), incidents: store?.incidents.since(dayAgo) ?? [], money, runs: store?.runs.since(dayAgo) ?? [] }, now)
}
