import { useEffect, useMemo, useRef, useState } from 'react'
import type { LogLine, LogState } from '../../../shared/logs'
import { call } from '../../bridge'

const pageRows = 100
/** Pages kept; what is farther away is asked for again. */
const mostPages = 40

/** Rows of one turn of a view, as far as they were asked for. */
class Pages {
  readonly kept = new Map<number, readonly LogLine[]>()
  asking = false

  constructor(
    readonly view: number,
    readonly turn: number,
  ) {}

  line(row: number): LogLine | undefined {
    return this.kept.get(Math.floor(row / pageRows))?.[row % pageRows]
  }

  /** The first page in [from, to) that isn't here, or not all of it. */
  missing(from: number, to: number, rows: number): number | null {
    for (let page = Math.floor(from / pageRows); page * pageRows < to; page++) {
      if ((this.kept.get(page)?.length ?? 0) < Math.min(pageRows, rows - page * pageRows)) return page
    }
    return null
  }

  keep(page: number, lines: readonly LogLine[]): void {
    this.kept.delete(page)
    this.kept.set(page, lines)
    const [oldest] = this.kept.keys()
    if (this.kept.size > mostPages && oldest !== undefined) this.kept.delete(oldest)
  }
}

/** The lines of rows in [from, to), each undefined until it is here. One page is asked for at a time: whoever scrolls far needs only the last. */
export function useRows({ view, turn, rows }: Pick<LogState, 'view' | 'turn' | 'rows'>, from: number, to: number): (row: number) => LogLine | undefined {
  const [, redraw] = useState(0)
  const pages = useMemo(() => new Pages(view, turn), [view, turn])
  const wanted = useRef({ from, to, rows })
  useEffect(() => {
    wanted.current = { from, to, rows }
    void fill(pages, wanted, () => redraw((count) => count + 1))
  }, [pages, from, to, rows])
  return (row) => pages.line(row)
}

async function fill(pages: Pages, wanted: { readonly current: { from: number; to: number; rows: number } }, onMore: () => void): Promise<void> {
  if (pages.asking) return
  pages.asking = true
  for (;;) {
    const { from, to, rows } = wanted.current
    const page = pages.missing(from, Math.min(to, rows), rows)
    if (page === null) break
    const answer = await call('logs.rows', { view: pages.view, from: page * pageRows, count: pageRows })
    // A view that was closed, or a file that became shorter meanwhile: what is there now is told soon.
    if (!answer.ok || answer.value.length <= (pages.kept.get(page)?.length ?? 0)) break
    pages.keep(page, answer.value)
    onMore()
  }
  pages.asking = false
}
