import { filledPercent } from '../../core/demo/disks'
import { played, script, targetOf } from '../../core/demo/script'
import type { DemoView } from '../../shared/demo'
import type { DemoCue } from '../../shared/demo-cues'
import type { Console } from '../console'
import type { LiveLog } from './live-log'
import type { Trouble } from './stand-ins/answering'
import type { Service, StandIns } from './stand-ins'
import { notionLimits } from './stand-ins/notion'
import { stripeForbids } from './stand-ins/stripe'

export interface Stage {
  console: Pick<Console, 'look'>
  standIns: Pick<StandIns, 'setTroubles'>
  live: Pick<LiveLog, 'spend' | 'ticking'>
  onChange(view: DemoView): void
  onBug(where: string, error: unknown): void
}

const troubles: Readonly<Partial<Record<DemoCue, Partial<Record<Service, Trouble>>>>> = {
  'stripe-forbidden': { stripe: { answers: stripeForbids } },
  'notion-slow': { notion: { slowMs: 4200 } },
  'notion-limited': { notion: { answers: notionLimits } },
  'drive-down': { drive: 'silent' },
}

/** How often something is looked at once it has changed: the second look confirms the first. */
const looks = 2

/** Plays what it is told: makes stand-ins misbehave, and has the console look at once. */
export class Director {
  private playing: DemoCue[] = []
  private timers: NodeJS.Timeout[] = []

  constructor(private readonly stage: Stage) {}

  /** Plays the script by itself, until somebody gives a cue of their own. */
  begin(): void {
    this.timers = script.map(({ afterMs, cue }) => setTimeout(() => this.play(cue), afterMs).unref())
  }

  end(): void {
    for (const timer of this.timers) clearTimeout(timer)
  }

  view(): DemoView {
    return { making: null, playing: this.playing }
  }

  /** How full the disk with the data is; null where nobody has filled it. */
  diskPercent(): number | null {
    return this.playing.includes('disk-fill') ? filledPercent : null
  }

  /** A person’s cue: from now on nothing happens by itself. */
  give(cue: DemoCue): void {
    this.end()
    this.play(cue)
  }

  private play(cue: DemoCue): void {
    const { standIns, live, onChange, onBug } = this.stage
    this.playing = played(this.playing, cue)
    standIns.setTroubles(Object.assign({}, ...this.playing.map((one) => troubles[one] ?? {})) as Partial<Record<Service, Trouble>>)
    live.ticking = !this.playing.includes('ticks-stop')
    if (cue === 'spend-spike') live.spend()
    onChange(this.view())
    // Spending is read from the log by itself.
    if (cue !== 'spend-spike') this.look(targetOf[cue]).catch((error: unknown) => onBug('demo', error))
  }

  /** null: everything. */
  private async look(target: string | null): Promise<void> {
    for (let look = 0; look < looks; look++) await this.stage.console.look({ reason: 'button', ...(target === null ? {} : { targets: [target] }) })
  }
}
