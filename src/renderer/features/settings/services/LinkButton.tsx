import { Button } from '@mantine/core'
import type { LinkId } from '../../../../shared/links'
import { call } from '../../../bridge'
import { IconArrowUpRight } from '../../../parts/icons'
import { classes } from '../../../parts/classes'
import { showNotice } from '../../../store'
import styles from './service.module.css'

interface Props {
  link: LinkId
  /** Its words begin where text does. */
  flush?: boolean
  children: string
}

/** Leaves the console for a provider's page. */
export function LinkButton({ link, flush = false, children }: Props) {
  const open = async (): Promise<void> => {
    const answer = await call('open.link', { link })
    if (!answer.ok) showNotice(answer.error)
  }
  return (
    <Button variant="subtle" color="gray" className={classes(flush && styles.flush)} rightSection={<IconArrowUpRight size={14} aria-hidden />} onClick={() => void open()}>
      {children}
    </Button>
  )
}
