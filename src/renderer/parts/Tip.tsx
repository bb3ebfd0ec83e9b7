import { Tooltip } from '@mantine/core'
import '@mantine/core/styles/Tooltip.layer.css'
import { useClock } from '../clock'
import styles from './Tip.module.css'

interface Props {
  anchor: HTMLElement
  text: string
}

export default function Tip({ anchor, text }: Props) {
  // What it stood on may be gone with a newer snapshot.
  const there = useClock(() => anchor.isConnected)
  if (!there) return null
  return (
    <Tooltip
      target={anchor}
      label={text}
      opened
      key={text}
      // In a column of buttons one above would hide another of them.
      position={anchor.dataset.tipSide === 'right' ? 'right' : 'top'}
      offset={6}
      transitionProps={{ duration: 0 }}
      classNames={{ tooltip: styles.tip ?? '' }}
    />
  )
}
