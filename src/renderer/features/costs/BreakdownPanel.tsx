import { SegmentedControl } from '@mantine/core'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import type { CostDimension, CostsView } from '../../../shared/costs'
import { Empty } from '../../parts/Empty'
import { Panel } from '../../parts/Panel'
import { dollars, pico } from '../../parts/money'
import { segmentLooks, segments } from '../../parts/segments'
import { texts } from '../../texts'
import styles from './BreakdownPanel.module.css'
import type { Opened } from './CallsDrawer'
import { ColumnsTable } from './ColumnsTable'
import { columnsView } from './chart-view'
import { type Chosen, dimensions } from './period'
import { RowsTable } from './RowsTable'

const CostColumns = lazy(() => import('./CostColumns'))
const RunningTotal = lazy(() => import('./RunningTotal'))
const words = texts.costsPage

interface Props {
  view: CostsView
  chosen: Chosen
  /** How `view` is split, and how it is about to be. */
  by: CostDimension
  wanted: CostDimension
  onSplit: (by: CostDimension) => void
  onOpen: (opened: Opened) => void
}

type Look = keyof typeof words.views

/** Over time, then part by part; a part and a column lead on to their calls. */
export function BreakdownPanel({ view, chosen, by, wanted, onSplit, onOpen }: Props) {
  const [chosenLook, setLook] = useState<Look>('columns')
  const running = chosen.period === 'month' && chosen.before === 0 ? view.forecast : null
  const looks: readonly Look[] = running ? ['columns', 'running', 'table'] : ['columns', 'table']
  const look = looks.includes(chosenLook) ? chosenLook : 'columns'
  const columns = useMemo(() => columnsView(view, by), [view, by])
  const openColumn = useCallback(
    (column: number): void => {
      const from = view.chart.at[column]!
      onOpen({ title: columns.titles[column]!, amount: dollars(columns.totals[column]!), span: { from, to: view.chart.at[column + 1] ?? view.span.to }, where: {} })
    },
    [view, columns, onOpen],
  )
  return (
    <Panel
      testId="costs-breakdown"
      title={<Split by={wanted} onSplit={onSplit} />}
      end={
        <SegmentedControl
          aria-label={words.view}
          {...segmentLooks}
          value={look}
          data={segments(looks, words.views, (_, index) => (index === (looks.indexOf(look) + 1) % looks.length ? 't' : undefined))}
          onChange={(next) => setLook(next as Look)}
        />
      }
    >
      {isEmpty(view) ? (
        <Empty title={view.reading ? words.emptyYet : words.empty} hint={words.emptyHint} />
      ) : (
        <>
          <div className={styles.chart}>
            <Suspense fallback={<div className={styles.waiting} />}>
              {look === 'columns' && <CostColumns columns={columns} by={by} onOpen={openColumn} />}
              {look === 'running' && running && <RunningTotal forecast={running} budgets={view.budgets} />}
              {look === 'table' && <ColumnsTable columns={columns} />}
            </Suspense>
          </div>
          <RowsTable view={view} by={by} layers={look === 'columns' ? columns.layers : []} onOpen={onOpen} />
        </>
      )}
    </Panel>
  )
}

/** Nothing was spent, and no call is left without a price. */
const isEmpty = ({ total, rows }: CostsView): boolean => pico(total.high) === 0n && rows.every(({ calls, usd }) => calls === 0 && pico(usd) === 0n)

function Split({ by, onSplit }: Pick<Props, 'by' | 'onSplit'>) {
  return (
    <>
      <span className="unseen">{words.rows}</span>
      <SegmentedControl
        aria-label={words.by}
        {...segmentLooks}
        value={by}
        data={segments(dimensions, words.dimensions, (_, index) => String(index + 1))}
        onChange={(next) => onSplit(next as CostDimension)}
      />
    </>
  )
}
