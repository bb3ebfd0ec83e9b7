import { Drawer } from '@mantine/core'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Drawer.layer.css'
import type { ReactNode } from 'react'
import { texts } from '../texts'
import styles from './SideDrawer.module.css'
import { useReturnFocus } from './use-return-focus'

interface Props {
  title: ReactNode
  /** CSS pixels. */
  width: number
  onClose: () => void
  children: ReactNode
}

/** Details over the right side of the page; the focus goes back to what opened them. */
export function SideDrawer({ title, width, onClose, children }: Props) {
  useReturnFocus()
  return (
    <Drawer
      opened
      returnFocus={false}
      onClose={onClose}
      position="right"
      size={width}
      title={title}
      closeButtonProps={{ 'aria-label': texts.detail.close }}
      classNames={{ title: styles.title ?? '', header: styles.header ?? '', body: styles.body ?? '' }}
    >
      {children}
    </Drawer>
  )
}
