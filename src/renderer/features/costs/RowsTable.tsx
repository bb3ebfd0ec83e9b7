import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { CostDimension, CostsView } from '../../../shared/costs'
import { ShareBar } from '../../parts/ShareBar'
import { Swatch } from '../../parts/chart/Swatch'
import { restTexture } from '../../parts/chart/textures'
import { classes } from '../../parts/classes'
import { moveBetweenRows } from '../../parts/move-rows'
import opens from '../../parts/opens.module.css'
import page from '../../parts/page.module.css'
import { texts } from '../../texts'
import type { Opened } from './CallsDrawer'
import { namelessLast, type RowView, rowViews } from './amounts'
import type { NamedLayer } from './chart-view'
import { ShowAll } from './ShowAll'
import styles from './tables.module.css'

const words = texts.costsPage
/** More are asked for by a button. */
const shownAtFirst = 12

interface Props {
  view: CostsView
  by: CostDimension
  /** What the chart above shows, so that a row has its texture. */
  layers: readonly NamedLayer[]
  onOpen: (opened: Opened) => void
}

/** What the sum is made of; a row with calls behind it opens them. */
export function RowsTable({ view, by, layers, onOpen }: Props) {
  const [all, setAll] = useState(false)
  const rows = rowViews(by, namelessLast(view.rows), view.total.usd)
  const shown = all ? rows : rows.slice(0, shownAtFirst)
  const textureOf = (row: RowView) => layers.find(({ series }) => series !== null && view.chart.series[series]?.name === row.name)?.texture ?? restTexture
  return (
    <>
      <table className={classes(page.table, styles.rows)} aria-label={words.rows}>
        <thead>
          <tr>
            <th scope="col">{words.dimensions[by]}</th>
            <th scope="col">{words.amount}</th>
            <th scope="col" className={styles.shareHead}>
              {words.share}
            </th>
            <th scope="col">{words.calls}</th>
            <th scope="col">{words.tokens}</th>
            <th scope="col">{words.change}</th>
            <th scope="col">{words.grade}</th>
          </tr>
        </thead>
        <tbody data-rows>
          {shown.map((row) => (
            <tr key={row.name} className={opens.row} data-testid={`cost-row-${row.name}`}>
              <th scope="row">
                <span className={styles.named}>
                  {layers.length > 0 && <Swatch texture={textureOf(row)} />}
                  <Name row={row} onOpen={(where) => onOpen({ title: row.title, amount: row.amount, span: { from: view.span.from, to: view.span.to }, where })} />
                </span>
              </th>
              <td className={styles.strong} data-tip={row.range ? words.range(row.range) : undefined}>
                {row.amount}
              </td>
              <td>
                <ShareBar share={row.share} className={styles.share} />
              </td>
              <td>{row.calls}</td>
              <td data-tip={row.tokens && words.exactTokens(row.exactTokens)}>{row.tokens}</td>
              <td data-tip={row.change?.tip}>{row.change?.words}</td>
              <td data-tip={texts.costs.gradeTip[row.grade]}>{texts.costs.grade[row.grade]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ShowAll count={rows.length} first={shownAtFirst} all={all} onAll={setAll} />
    </>
  )
}

function Name({ row, onOpen }: { row: RowView; onOpen: (where: NonNullable<RowView['where']>) => void }) {
  const { where, title, about } = row
  const tip = { 'data-tip': about ?? title, 'data-tip-when': about === null ? 'cut' : undefined }
  if (where === null)
    return (
      <span className={classes(styles.name, row.name === '' && page.quiet)} {...tip}>
        {title}
      </span>
    )
  return (
    <UnstyledButton
      className={classes(styles.name, opens.opens, row.name === '' && page.quiet)}
      data-row
      aria-haspopup="dialog"
      aria-label={words.callsOf(title, row.amount)}
      {...tip}
      onClick={() => onOpen(where)}
      onKeyDown={moveBetweenRows}
    >
      {title}
    </UnstyledButton>
  )
}
