import { Healing } from './book-jobs'
import { BookState, type BookConfig } from './book-state'
import { CostStore, isDamage } from './store'

/** Where a book is kept. */
export interface Keeping {
  /** Path of its database; null: in memory. */
  database: string | null
  now: () => number
}

interface Opened {
  state: BookState
  problems: string[]
}

/** A database that turns out to be damaged when it is read is set aside, once. */
async function openState(config: BookConfig, { database, now }: Keeping): Promise<Opened> {
  const { store, problem } = await CostStore.open(database, now())
  const problems = problem === null ? [] : [problem]
  try {
    return { state: new BookState(store, config, now), problems }
  } catch (error) {
    store.close()
    if (database === null || problem !== null || !isDamage(error)) throw error
    const aside = CostStore.discard(database, now())
    const fresh = await CostStore.open(database, now())
    return { state: new BookState(fresh.store, config, now), problems: [aside] }
  }
}

/** Holds what is known of the database, and gets it anew when that is void or damaged. */
export class Shelf {
  healing: Healing

  private constructor(
    private opened: Opened,
    private config: BookConfig,
    private readonly keeping: Keeping,
  ) {
    this.healing = new Healing(this.state.trail, keeping.now)
  }

  static async open(config: BookConfig, keeping: Keeping): Promise<Shelf> {
    return new Shelf(await openState(config, keeping), config, keeping)
  }

  get state(): BookState {
    return this.opened.state
  }

  /** For people. */
  get notes(): string[] {
    return [...this.opened.problems, ...this.state.notes]
  }

  /** What is in memory is void, or was made for other sources, prices or another zone. */
  reload(config = this.config): void {
    this.config = config
    this.take({ ...this.opened, state: new BookState(this.state.store, config, this.keeping.now) })
  }

  /** Does the work; where the database turns out to be damaged, once more with one that is begun anew. */
  async sound<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (this.keeping.database === null || !isDamage(error)) throw error
      await this.beginAnew(this.keeping.database)
      return work()
    }
  }

  private async beginAnew(database: string): Promise<void> {
    this.state.store.close()
    const aside = CostStore.discard(database, this.keeping.now())
    const { state, problems } = await openState(this.config, this.keeping)
    this.take({ state, problems: [...this.opened.problems, aside, ...problems] })
  }

  private take(opened: Opened): void {
    this.opened = opened
    this.healing = new Healing(opened.state.trail, this.keeping.now)
  }
}
