import { Fragment, type ReactNode } from 'react'
import type { Difference } from '../../../../shared/ipc'
import { ColumnHeads } from '../../../parts/ColumnHeads'
import { useOpened } from '../../../parts/use-opened'
import { useReturnFocus } from '../../../parts/use-return-focus'
import { texts } from '../../../texts'
import styles from './DataSection.module.css'
import { Decision } from './Decision'
import { differenceRows, shortened } from './difference-rows'

const words = texts.settings.data

interface Props {
  file: string
  changes: readonly Difference[]
  applying: boolean
  onApply: () => void
  onCancel: () => void
}

/** A place may be broken behind its dots, and copied as it is. */
const breakable = (place: string): ReactNode =>
  place.split('.').map((part, index) => (
    <Fragment key={index}>
      {index > 0 && '.'}
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ))

/** What a file would change, before it does. */
export function Differences({ file, changes, applying, onApply, onCancel }: Props) {
  useReturnFocus()
  const box = useOpened<HTMLFieldSetElement>(() => !applying && onCancel())
  const count = differenceRows(changes).length
  return (
    <fieldset ref={box} aria-label={words.changes(count, file)} className={styles.preview}>
      <p className={styles.file}>{words.changes(count, file)}</p>
      <DifferenceTable changes={changes} after={words.after} />
      <Decision label={applying ? words.applying : words.apply} busy={applying} onDo={onApply} onCancel={onCancel} />
    </fieldset>
  )
}

/** Setting by setting: what it is now, and what it would be. */
export function DifferenceTable({ changes, after }: { changes: readonly Difference[]; after: string }) {
  const rows = differenceRows(changes)
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <ColumnHeads titles={[words.setting, words.before, after]} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.place} data-effect={row.effect}>
              <th scope="row">{breakable(row.place)}</th>
              <td className={styles.before} data-tip-when="cut" data-tip={row.before}>
                {shortened(row.before)}
              </td>
              <td data-tip-when="cut" data-tip={row.after}>
                {shortened(row.after)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
