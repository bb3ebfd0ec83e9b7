import type { Sample } from '../../shared/model'
import type { Settings } from '../../shared/settings'
import type { OwnFacts } from '../own-facts'
import { targetFor } from '../targets'
import { detailAt, type Grounds } from './grounds'
import type { HealReplay } from './heal-replay'

/** One look as the history keeps it. */
export type StoredLook = Pick<Sample, 'target' | 'at' | 'status' | 'code' | 'latencyMs' | 'value'>

/** One thing that the history tells; UTC epoch ms. What is told as changed holds until it is told anew. */
export type PastEntry =
  | { of: 'look'; at: number; look: StoredLook }
  | { of: 'grounds'; at: number; target: string; grounds: Grounds }
  | { of: 'own'; at: number; own: OwnFacts }

/** What was known at each moment of the past, and nothing that came later. Entries come oldest first. */
export class Recollection {
  own: OwnFacts | null = null
  private readonly grounds = new Map<string, Grounds>()

  constructor(
    private readonly settings: Settings,
    private readonly heals: HealReplay | null,
  ) {}

  /** The samples that an entry stands for; null for one that tells nothing until the next look. */
  take(entry: PastEntry): readonly Sample[] | null {
    if (entry.of === 'look') return this.looked(entry.look)
    if (entry.of === 'own') {
      this.own = entry.own
      return []
    }
    const { at, target, grounds } = entry
    this.grounds.set(target, grounds)
    return grounds.off ? this.looked({ target, at, status: 'off', code: null, latencyMs: null, value: null }) : null
  }

  /** The look as it was, as far as it is kept; null for one at what isn’t watched any more. */
  private looked(look: StoredLook): readonly Sample[] | null {
    const target = targetFor(look.target, this.settings)
    if (!target) return null
    const grounds = this.grounds.get(look.target)
    const detail = { ...(grounds ? detailAt(grounds, look.at) : diskOf(look)), ...this.healsAt(look) }
    return [{ ...look, kind: target.probe.kind, message: '', hint: null, figure: null, detail, ...(grounds?.retry ? { retry: grounds.retry } : {}) }]
  }

  private healsAt({ target, at }: StoredLook): Sample['detail'] {
    return this.heals && target === 'scheduler_tick' ? { selfHeal: { ...this.heals.at(at) } } : {}
  }
}

/** Before each disk was kept, the fullest one was. */
const diskOf = ({ target, value }: StoredLook): Sample['detail'] =>
  target === 'disk_ok' && value !== null ? { filesystems: [{ device: '', mount: '/', type: '', sizeBytes: 100, usedBytes: value, availableBytes: 100 - value }] } : {}
