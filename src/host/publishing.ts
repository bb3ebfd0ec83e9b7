import type { Snapshot } from '../shared/model'
import { coalesced, Hub } from './hub'

export interface PublishingPorts {
  /** The picture as of now. */
  snapshot(): Snapshot
  onBug(where: string, error: unknown): void
}

/** How late a result of a look in the background may be shown. */
const quietlyWithinMs = 400
/** A window needs no more than this; a burst of results becomes one picture. */
const snapshotEveryMs = 60

/** Hands a picture to all who show one whenever it would be another than before. */
export class Publishing {
  readonly snapshots: Hub<Snapshot>
  private quietly: NodeJS.Timeout | null = null
  private ended = false
  private readonly publishSoon = coalesced(() => this.publish(), snapshotEveryMs)

  constructor(private readonly ports: PublishingPorts) {
    this.snapshots = new Hub((sink, error) => ports.onBug(`sink ${sink}`, error))
  }

  /** Something the snapshot shows has changed. */
  changed(): void {
    if (!this.ended) this.publishSoon()
  }

  /** Something changed that nobody waits for: what comes together is shown together, so that an idle console stays idle. */
  changedQuietly(): void {
    this.quietly ??= setTimeout(() => {
      this.quietly = null
      this.changed()
    }, quietlyWithinMs).unref()
  }

  stop(): void {
    this.ended = true
    clearTimeout(this.quietly ?? undefined)
  }

  /** Called by a timer, where a throw would end the process: a picture that can't be made is a bug like any other. */
  private publish(): void {
    if (this.ended) return
    try {
      this.snapshots.publish(this.ports.snapshot())
    } catch (error) {
      this.ports.onBug('snapshot', error)
    }
  }
}
