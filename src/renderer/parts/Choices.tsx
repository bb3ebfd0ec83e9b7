import { lazy, type MouseEvent, type ReactNode, Suspense, useState } from 'react'
import styles from './Choices.module.css'

const load = () => import('./ChoicesMenu')
const ChoicesMenu = lazy(load)

export interface Choice {
  label: string
  /** What it comes to, at the far end of its line. */
  aside?: string
  pick: () => void
}

export interface ChoicesTrigger {
  'aria-haspopup': 'menu'
  'aria-expanded': boolean
  onPointerEnter: () => void
  onMouseDown: (event: MouseEvent) => void
  onFocus: () => void
  onClick: () => void
}

interface Props {
  /** What is chosen, above the choices. */
  title: string
  /** What is good to know about all of them. */
  note?: string
  /** Asked when the menu opens, so that times in it are right. */
  choices: () => readonly Choice[]
  /** The button; it stays as it is while the menu comes and goes. */
  children: (trigger: ChoicesTrigger) => ReactNode
}

/** A button with a menu, whose program is loaded when somebody points at the button. */
export function Choices({ title, note, choices, children }: Props) {
  const [open, setOpen] = useState<readonly Choice[] | null>(null)
  const trigger: ChoicesTrigger = {
    'aria-haspopup': 'menu',
    'aria-expanded': open !== null,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    // For the menu this is a press outside of it, which closes it; the click would then open it again.
    onMouseDown: (event) => event.stopPropagation(),
    onClick: () => setOpen(open ? null : choices()),
  }
  return (
    <span className={styles.anchor}>
      {children(trigger)}
      {open && (
        <Suspense>
          <ChoicesMenu title={title} note={note} choices={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </span>
  )
}
