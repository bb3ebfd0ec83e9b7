import type { Status } from '../../shared/model'
import { texts } from '../texts'
import { classes } from './classes'
import styles from './StatusMark.module.css'
import tones from './tones.module.css'

/** The shape of each state: told apart without colour, and as well at 12 px as at 20. */
const shapes: Record<Status, string> = {
  ok: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.6 5.3-4.2 4.9a.8.8 0 0 1-1.2 0L4.4 9.1a.8.8 0 1 1 1.2-1l1.2 1.3 3.6-4.2a.8.8 0 1 1 1.2 1.1Z',
  warning:
    'M6.7 1.9a1.5 1.5 0 0 1 2.6 0l5.8 10.4A1.5 1.5 0 0 1 13.8 14.5H2.2A1.5 1.5 0 0 1 .9 12.3Zm1.3 3a.8.8 0 0 0-.8.8v3.3a.8.8 0 0 0 1.6 0V5.7a.8.8 0 0 0-.8-.8Zm0 6a.95.95 0 1 0 0 1.9.95.95 0 0 0 0-1.9Z',
  fail: 'M5.2 1a1 1 0 0 0-.7.3L1.3 4.5a1 1 0 0 0-.3.7v5.6c0 .26.1.52.3.7l3.2 3.2c.18.2.44.3.7.3h5.6a1 1 0 0 0 .7-.3l3.2-3.2a1 1 0 0 0 .3-.7V5.2a1 1 0 0 0-.3-.7l-3.2-3.2a1 1 0 0 0-.7-.3Zm.3 3.9a.8.8 0 0 1 1.1 0L8 6.9l1.4-1.4a.8.8 0 1 1 1.1 1.1L9.1 8l1.4 1.4a.8.8 0 1 1-1.1 1.1L8 9.1l-1.4 1.4a.8.8 0 1 1-1.1-1.1L6.9 8 5.5 6.6a.8.8 0 0 1 0-1.1Z',
  unknown:
    'M8 1.75a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5ZM6 6.2C6 5 6.9 4.3 8 4.3s2 .7 2 1.8c0 1.5-2 1.7-2 3.1M8 11.3v.2',
  off: 'M8 2.75a5.25 5.25 0 1 1 0 10.5 5.25 5.25 0 0 1 0-10.5Z',
}

const outlined: readonly Status[] = ['unknown', 'off']

interface Props {
  status: Status
  size?: number
  /** Left out where the word stands beside it. */
  label?: boolean
  /** Where another word says more than the state's own. */
  word?: string
}

export function StatusMark({ status, size = 16, label = false, word = texts.status[status] }: Props) {
  const drawn = outlined.includes(status) ? styles.outlined : styles.filled
  const name = label ? { role: 'img', 'aria-label': word } : { 'aria-hidden': true }
  return (
    <svg className={classes(styles.mark, drawn, tones[status])} width={size} height={size} viewBox="0 0 16 16" {...name}>
      <path d={shapes[status]} fillRule="evenodd" />
    </svg>
  )
}
