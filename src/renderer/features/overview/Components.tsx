import { useDeferredValue, useEffect, useState } from 'react'
import type { ComponentView } from '../../../shared/model'
import { classes } from '../../parts/classes'
import { remember, remembered } from '../../parts/memory'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import { ComponentRow } from './ComponentRow'
import { FoldRow } from './FoldRow'
import { foldedRows } from './fold'
import styles from './HealthCard.module.css'

/** More than this, and rows have columns of their own: those out of sight are then not laid out at all. */
const manyRows = 40

/** Many rows are drawn piece by piece, so that a key or a click in between waits for a piece only. */
function useComponents(): readonly ComponentView[] | undefined {
  const newest = useConsole((state) => state.snapshot?.components)
  const unhurried = useDeferredValue(newest)
  return newest && newest.length > manyRows ? unhurried : newest
}

/** A row for each thing that is looked at. */
export function Components() {
  const components = useComponents()
  const run = useConsole((state) => state.snapshot?.run ?? null)
  const [open, setOpen] = useState(() => remembered('checks-open') === 'yes')
  useRememberedCount(components)
  if (!components) return <Placeholders />
  const { rows, folded, canFold } = foldedRows(components, open)
  const toggle = (): void => {
    remember('checks-open', open ? 'no' : 'yes')
    setOpen(!open)
  }
  const head = [texts.health.state, texts.health.component, texts.health.finding, texts.health.latency, texts.health.history, texts.health.age, texts.health.action]
  return (
    <table aria-label={texts.health.title} className={styles.table} data-rows>
      <thead className="unseen">
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={classes(styles.rows, rows.length > manyRows && styles.many)}>
        {rows.map((component) => (
          <ComponentRow key={component.target} component={component} run={run} />
        ))}
        {canFold && <FoldRow folded={folded} open={open} onToggle={toggle} />}
      </tbody>
    </table>
  )
}

/** As many places as there were rows the last time, so that nothing jumps; five when this is the first. */
const fewest = 5
const most = 16

function useRememberedCount(components: readonly ComponentView[] | undefined): void {
  const count = components?.length
  useEffect(() => {
    if (count !== undefined) remember('component-count', String(count))
  }, [count])
}

const placesLeft = (): number[] => Array.from({ length: Math.min(most, Math.max(fewest, Number(remembered('component-count')) || fewest)) }, (_, row) => row)

/** Until the first snapshot: the rows' places, still. */
function Placeholders() {
  return (
    <div className={styles.waiting}>
      <output className="unseen">{texts.frame.loading}</output>
      {placesLeft().map((row) => (
        <div key={row} className={styles.placeholder} />
      ))}
    </div>
  )
}
