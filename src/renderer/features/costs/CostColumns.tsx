import { useState } from 'react'
import type { CostDimension } from '../../../shared/costs'
import { StackedBars } from '../../parts/chart/StackedBars'
import { texts } from '../../texts'
import { chartHeight, Legend } from './Legend'
import { type ColumnsView, legendOf, scaleText, spoken } from './chart-view'

interface Props {
  columns: ColumnsView
  by: CostDimension
  onOpen: (column: number) => void
}

/** Costs over time as stacked columns, with what the column under the cursor holds. */
export default function CostColumns({ columns, by, onOpen }: Props) {
  const [column, setColumn] = useState<number | null>(null)
  const at = column !== null && column < columns.names.length ? column : null
  const legend = legendOf(columns, at, texts.costsPage.all)
  return (
    <>
      <Legend legend={legend} />
      <StackedBars
        label={texts.costsPage.chart(texts.costsPage.dimensions[by])}
        names={columns.names}
        layers={columns.layers}
        height={chartHeight}
        column={at}
        onColumn={setColumn}
        onOpen={onOpen}
        said={spoken(legend)}
        scaleText={scaleText}
      />
    </>
  )
}
