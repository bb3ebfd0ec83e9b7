import { UnstyledButton } from '@mantine/core'
import { useId, useState } from 'react'
import type { ChecklistItem } from '../../../shared/model'
import { ActionButton } from '../../parts/ActionButton'
import { IconCheck, IconCircle } from '../../parts/icons'
import { texts } from '../../texts'
import styles from './ChecklistCard.module.css'

/** One wrapping row of everything there is to set up. An item says why when it is pressed; what is open has its one step beside it. */
export function ChecklistItems({ items }: { items: readonly ChecklistItem[] }) {
  const [opened, setOpened] = useState<string | null>(null)
  const whyId = useId()
  const why = items.find((item) => item.id === opened)
  return (
    <div className={styles.body}>
      <ul className={styles.items}>
        {items.map((item) => (
          <li key={item.id} className={styles.item}>
            <UnstyledButton
              className={styles.name}
              aria-expanded={item.id === opened}
              aria-controls={item.id === opened ? whyId : undefined}
              data-tip={item.id === opened ? undefined : item.why}
              onClick={() => setOpened(item.id === opened ? null : item.id)}
            >
              {item.done ? (
                <IconCheck size={14} stroke={2.5} className={styles.check} aria-label={texts.checklist.done} />
              ) : (
                <IconCircle size={14} stroke={2} className={styles.circle} aria-label={texts.checklist.open} />
              )}
              {item.title}
            </UnstyledButton>
            {item.action && <ActionButton action={item.action} about={item.title} />}
          </li>
        ))}
      </ul>
      {why && (
        <p id={whyId} className={styles.why}>
          {texts.checklist.why(why.title, why.why)}
        </p>
      )}
    </div>
  )
}
