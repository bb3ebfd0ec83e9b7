import { dollarParts } from '../../parts/money'
import page from '../../parts/page.module.css'
import { classes } from '../../parts/classes'
import { texts } from '../../texts'
import styles from './tables.module.css'
import type { ColumnsView } from './chart-view'

const words = texts.costsPage

/** The chart as figures: a line a column, a column a part; each line adds up. */
export function ColumnsTable({ columns: { titles, layers, totals } }: { columns: ColumnsView }) {
  return (
    // A wide table is scrolled, by keys as well.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.scroll} tabIndex={0} aria-label={words.views.table}>
      <table className={classes(page.table, styles.figures)}>
        <thead>
          <tr>
            <th scope="col">{words.column}</th>
            <th scope="col">{words.total}</th>
            {layers.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {titles.map((title, column) => {
            const shown = dollarParts(totals[column]!, layers.map(({ usd }) => usd[column]!))
            return (
              <tr key={title}>
                <th scope="row">{title}</th>
                <td className={styles.strong}>{shown.total}</td>
                {shown.parts.map((amount, layer) => (
                  <td key={layers[layer]!.title}>{amount}</td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
