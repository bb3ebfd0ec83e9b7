import { Swatch } from '../../parts/chart/Swatch'
import styles from './Legend.module.css'
import type { Legend as View } from './chart-view'

/** CSS pixels of every chart of the page. */
export const chartHeight = 208

/** What the textures stand for, each with its figure: of everything, or of the column under the cursor. */
export function Legend({ legend: { title, total, parts } }: { legend: View }) {
  return (
    <div className={styles.legend} data-testid="costs-legend">
      <p className={styles.head}>
        <span className={styles.title}>{title}</span> <span className={styles.total}>{total}</span>
      </p>
      <ul className={styles.parts}>
        {parts.map(({ title: name, amount, layer }) => (
          <li key={name} className={styles.part}>
            <Swatch texture={layer.texture} />
            <span className={styles.name}>{name}</span>
            <span>{amount}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
