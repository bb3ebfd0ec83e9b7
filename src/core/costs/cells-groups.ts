import { width, type CellTable } from './cells'
import type { Account, Accounts } from './cells-accounts'
import { placeBefore, startOfUtcDay, type PriceCalendar } from './cells-epochs'
import type { Span, StepName } from './periods'
import type { Dimension, Question } from './question'
import { SlotNames } from './slots'

/** Sums of one account within one price epoch and one row of an answer: linear in its amounts. */
export interface Group {
  account: Account
  /** Number of the row. */
  row: number
  /** Account and price epoch as one number: the same in every row. */
  atom: number
  /** A moment at which its price held. */
  at: number
  calls: number
  amounts: Float64Array
  reported: bigint | null
}

const timeSteps = new Set<Dimension>(['month', 'week', 'day', 'hour'])
const isTime = (dimension: Dimension): dimension is StepName => timeSteps.has(dimension)
const valueOf = (account: Account, dimension: Dimension): string => (isTime(dimension) ? '' : (account[dimension] ?? ''))

/** Most price epochs of one model. */
const epochs = 4096

/** Names of slots by step and zone, kept from question to question. */
export class Names {
  private readonly known = new Map<string, SlotNames>()

  of(step: StepName, zone: string): SlotNames {
    const key = `${step} ${zone}`
    let names = this.known.get(key)
    if (!names) this.known.set(key, (names = new SlotNames(step, zone)))
    return names
  }
}

/** Gives every different list of names a number. */
class Numbering {
  readonly all: string[][] = []
  private readonly numbers = new Map<string, number>()

  of(names: string[]): number {
    const key = JSON.stringify(names)
    let number = this.numbers.get(key)
    if (number === undefined) this.numbers.set(key, (number = this.all.push(names) - 1))
    return number
  }
}

interface AccountFacts {
  wanted: boolean
  /** Number of its part of a row’s names. */
  head: number
  from: readonly number[]
}

/** Adds the cells that a question is about to as few groups as its rows and the prices allow. */
export class Grouping {
  /** Names of the rows, in the order of the question’s dimensions. */
  readonly rows: string[][] = []
  private readonly groups = new Map<number, Group>()
  private readonly rowNumbers = new Map<number, number>()
  private readonly slots = new Numbering()
  private readonly heads = new Numbering()
  private readonly facts: AccountFacts[]
  private readonly times: SlotNames[]
  private readonly wantedTimes: { names: SlotNames; name: string }[]

  constructor(
    private readonly accounts: Accounts,
    private readonly question: Pick<Question, 'by' | 'where' | 'zone'>,
    calendar: PriceCalendar,
    names: Names,
  ) {
    const { by, where = {}, zone } = question
    const wanted = Object.entries(where) as [Dimension, string][]
    this.times = by.filter(isTime).map((step) => names.of(step, zone))
    this.wantedTimes = wanted.flatMap(([dimension, name]) => (isTime(dimension) ? [{ names: names.of(dimension, zone), name }] : []))
    this.facts = accounts.all.map((account) => ({
      wanted: wanted.every(([dimension, name]) => isTime(dimension) || valueOf(account, dimension) === name),
      head: this.heads.of(by.map((dimension) => valueOf(account, dimension))),
      from: calendar.of(account.provider, account.model).from,
    }))
  }

  get all(): Group[] {
    return [...this.groups.values()]
  }

  /** Takes in the cells of a table whose slots begin within the span. */
  take(table: CellTable, { from, to }: Span): void {
    let [slot, place]: [number, number | null] = [NaN, null]
    for (let cell = 0; cell < table.count; cell++) {
      const begins = table.slots[cell]!
      if (begins < from || begins >= to || table.calls[cell] === 0) continue
      if (begins !== slot) [slot, place] = [begins, this.placeOf(begins)]
      if (place !== null && this.facts[table.accounts[cell]!]!.wanted) addCell(this.groupOf(slot, place, table.accounts[cell]!), table, cell)
    }
  }

  /** Number of the slot’s names; null when the question isn’t about it. */
  private placeOf(slot: number): number | null {
    const wanted = this.wantedTimes.every(({ names, name }) => names.of(slot) === name)
    return wanted ? this.slots.of(this.times.map((names) => names.of(slot))) : null
  }

  private groupOf(slot: number, place: number, number: number): Group {
    const atom = number * epochs + placeBefore(this.facts[number]!.from, slot) + 1
    const key = place * this.facts.length * epochs + atom
    let group = this.groups.get(key)
    if (!group) {
      const account = this.accounts.at(number)
      const at = startOfUtcDay(slot) + (account.daily ?? 0) * 1000
      const row = this.rowOf(place, this.facts[number]!.head)
      this.groups.set(key, (group = { account, row, atom, at, calls: 0, amounts: new Float64Array(width), reported: null }))
    }
    return group
  }

  private rowOf(place: number, head: number): number {
    const key = place * this.facts.length + head
    let row = this.rowNumbers.get(key)
    if (row === undefined) {
      const times = this.slots.all[place]!.values()
      const names = this.heads.all[head]!.map((name, i) => (isTime(this.question.by[i]!) ? times.next().value! : name))
      this.rowNumbers.set(key, (row = this.rows.push(names) - 1))
    }
    return row
  }
}

function addCell(group: Group, table: CellTable, cell: number): void {
  group.calls += table.calls[cell]!
  const from = cell * width
  for (let place = 0; place < width; place++) group.amounts[place] = group.amounts[place]! + table.amounts[from + place]!
  const reported = table.reported.get(cell)
  if (reported !== undefined) group.reported = (group.reported ?? 0n) + reported
}
