import { Button } from '@mantine/core'
import { texts } from '../../texts'
import styles from './tables.module.css'

interface Props {
  count: number
  /** Of them at first; where there are no more, nothing is to be asked for. */
  first: number
  all: boolean
  onAll: (all: boolean) => void
}

/** Below a list that is cut: the rest of it. */
export function ShowAll({ count, first, all, onAll }: Props) {
  if (count <= first) return null
  return (
    <Button variant="subtle" color="gray" className={styles.more ?? ''} onClick={() => onAll(!all)}>
      {all ? texts.costsPage.showFewer : texts.costsPage.showAll(count)}
    </Button>
  )
}
