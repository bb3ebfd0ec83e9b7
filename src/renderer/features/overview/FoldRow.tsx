import { UnstyledButton } from '@mantine/core'
import type { ComponentView } from '../../../shared/model'
import { IconChevronDown, IconChevronUp } from '../../parts/icons'
import { moveBetweenRows } from '../../parts/move-rows'
import { texts } from '../../texts'
import styles from './ComponentRow.module.css'
import { tally } from './fold'

interface Props {
  folded: readonly ComponentView[]
  open: boolean
  onToggle: () => void
}

/** Many checks that are well, as one row. */
export function FoldRow({ folded, open, onToggle }: Props) {
  const Chevron = open ? IconChevronUp : IconChevronDown
  return (
    <tr className={styles.row} data-testid="component-rows-more">
      <td className={styles.chevron}>
        <Chevron size={16} aria-hidden />
      </td>
      <td className={styles.fold}>
        <UnstyledButton className={styles.open} data-row aria-expanded={open} onClick={onToggle} onKeyDown={moveBetweenRows}>
          {open ? texts.health.showLess : texts.health.more(folded.length)}
          {!open && <span className={styles.tally}>{tally(folded)}</span>}
        </UnstyledButton>
      </td>
    </tr>
  )
}
