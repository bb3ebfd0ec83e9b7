import { CellTable } from '../../core/costs/cells'
import { packCells, unpackCells } from '../../core/costs/cells-codec'
import type { Span } from '../../core/costs/periods'
import { Stretches } from '../../core/costs/slots'
import { bytesOf, type Row } from '../store/driver'
import type { CostStore } from './store'

const tableOf = (rows: readonly Row[]): CellTable => {
  const table = new CellTable()
  for (const { slot, cells } of rows) unpackCells(bytesOf(cells), slot as number, table)
  return table
}

/** Rows of a table by their slots. */
function rowsBySlot(table: CellTable): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (let row = 0; row < table.count; row++) {
    const slot = table.slots[row]!
    const rows = found.get(slot)
    if (rows) rows.push(row)
    else found.set(slot, [row])
  }
  return found
}

/** The cells that are kept: slots in the database, their sums between midnights in memory too. */
export class CellStore {
  private stretches: CellTable
  private borders: Stretches

  constructor(
    private readonly store: CostStore,
    zone: string,
  ) {
    this.borders = new Stretches(zone)
    this.stretches = tableOf(store.sql('SELECT slot, cells FROM stretches').all())
  }

  get zone(): string {
    return this.borders.zone
  }

  /** Adds what was booked; within a transaction. After a failure, this object is void. */
  add(booked: CellTable): void {
    for (const [slot, rows] of rowsBySlot(booked)) {
      const table = new CellTable()
      const before = this.store.sql('SELECT cells FROM slots WHERE slot = ?').get(slot)
      if (before) unpackCells(bytesOf(before['cells']), slot, table)
      for (const row of rows) table.addRow(booked, row)
      this.store.sql('INSERT OR REPLACE INTO slots VALUES (?, ?)').run(slot, packCells(table, Array(table.count).keys()))
    }
    this.addToStretches(booked)
  }

  /** Sums by other midnights. */
  rezone(zone: string): void {
    this.borders = new Stretches(zone)
    this.stretches = new CellTable()
    this.store.transaction(() => {
      this.store.sql('DELETE FROM stretches').run()
      this.addToStretches(this.slotsBetween({ from: -Infinity, to: Infinity }))
    })
  }

  /** Cells of the span: whole stretches from memory where the question allows, the rest from the database. */
  between(span: Span, byHour: boolean): { table: CellTable; span: Span }[] {
    const whole = byHour ? { from: span.to, to: span.to } : this.borders.within(span)
    if (whole.from === whole.to) return [this.slotPart(span)]
    const edges = [
      { from: span.from, to: whole.from },
      { from: whole.to, to: span.to },
    ].filter(({ from, to }) => from < to)
    return [{ table: this.stretches, span: whole }, ...edges.map((edge) => this.slotPart(edge))]
  }

  private slotPart(span: Span): { table: CellTable; span: Span } {
    return { table: this.slotsBetween(span), span }
  }

  private slotsBetween({ from, to }: Span): CellTable {
    return tableOf(this.store.sql('SELECT slot, cells FROM slots WHERE slot >= ? AND slot < ? ORDER BY slot').all(from, to))
  }

  private addToStretches(booked: CellTable): void {
    const touched = new Set<number>()
    for (const [slot, rows] of rowsBySlot(booked)) {
      const { from } = this.borders.at(slot)
      touched.add(from)
      for (const row of rows) this.stretches.addRow(booked, row, from)
    }
    const kept = rowsBySlot(this.stretches)
    for (const slot of touched) this.store.sql('INSERT OR REPLACE INTO stretches VALUES (?, ?)').run(slot, packCells(this.stretches, kept.get(slot)!))
  }
}
