import { Menu } from '@mantine/core'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import type { Choice } from './Choices'
import styles from './Choices.module.css'
import { useReturnFocus } from './use-return-focus'

interface Props {
  title: string
  note: string | undefined
  choices: readonly Choice[]
  onClose: () => void
}

/** The menu of a button that is there already: it hangs on an empty place over it. */
export default function ChoicesMenu({ title, note, choices, onClose }: Props) {
  useReturnFocus()
  return (
    <Menu
      opened
      returnFocus={false}
      withInitialFocusPlaceholder={false}
      onClose={onClose}
      position="bottom-start"
      offset={4}
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: styles.menu ?? '', item: styles.item ?? '', label: styles.title ?? '' }}
    >
      <Menu.Target>
        <span className={styles.place} aria-hidden>
          <span className="unseen">{title}</span>
        </span>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{title}</Menu.Label>
        {choices.map((choice, place) => (
          <Menu.Item key={choice.label} data-autofocus={place === 0 || undefined} rightSection={choice.aside && <span className={styles.aside}>{choice.aside}</span>} onClick={choice.pick}>
            {choice.label}
          </Menu.Item>
        ))}
        {note && <Menu.Label className={styles.note}>{note}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}
