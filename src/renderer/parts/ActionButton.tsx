import { Button } from '@mantine/core'
import { IconArrowUpRight } from './icons'
import type { Action } from '../../shared/model'
import { follow } from '../store'

interface Props {
  action: Action
  /** What it belongs to, for those who hear the button without its row. */
  about?: string
  prominent?: boolean
}

/** The next step of a problem. An arrow says that it leaves the console. */
export function ActionButton({ action, about, prominent = false }: Props) {
  const leaves = action.do.kind === 'link'
  return (
    <Button
      variant={prominent ? 'filled' : 'default'}
      rightSection={leaves ? <IconArrowUpRight size={14} aria-hidden /> : null}
      aria-label={about ? `${action.label}: ${about}` : action.label}
      onClick={() => void follow(action)}
    >
      {action.label}
    </Button>
  )
}
