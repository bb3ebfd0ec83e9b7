import { ActionIcon, Button } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import { IconX } from '../../parts/icons'
import { useOpened } from '../../parts/use-opened'
import { texts } from '../../texts'
import styles from './Gone.module.css'

const words = texts.settings.removal

interface Props {
  title: string
  undo: () => Promise<void>
  dismiss: () => void
}

/** In the place of what was removed from a list, until something else is done. */
export function Gone({ title, undo, dismiss }: Props) {
  const box = useOpened<HTMLLIElement>(dismiss)
  return (
    <li ref={box} className={styles.gone}>
      <output>{words.removed(title)}</output>
      <Button data-first aria-label={words.undoOf(title)} onClick={() => void undo()}>
        {words.undo}
      </Button>
      <ActionIcon className={styles.dismiss ?? ''} aria-label={words.dismiss} onClick={dismiss}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </li>
  )
}
