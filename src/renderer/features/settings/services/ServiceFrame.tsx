import { type ReactNode, useEffect, useRef } from 'react'
import type { Status } from '../../../../shared/model'
import { StatusMark } from '../../../parts/StatusMark'
import styles from './ServiceFrame.module.css'

interface Props {
  /** For the tests: "stripe". */
  id: string
  name: string
  /** What it is good for; null once it is connected. */
  what: string | null
  status: Status
  /** Where the credential is, in words. */
  stored: ReactNode
  actions: ReactNode
  /** Asked for by a problem's button: brought into view. */
  opened: boolean
  children?: ReactNode
}

/** One service: its state, where its credential is, and what can be done. */
export function ServiceFrame({ id, name, what, status, stored, actions, opened, children }: Props) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (opened) box.current?.scrollIntoView({ block: 'start' })
  }, [opened])
  return (
    <article className={styles.service} ref={box} aria-label={name} data-testid={`service-${id}`}>
      <div className={styles.head}>
        <StatusMark status={status} label />
        <h3 className={styles.name}>{name}</h3>
        <div className={styles.actions}>{actions}</div>
      </div>
      <div className={styles.body}>
        {stored}
        {what !== null && <p className={styles.what}>{what}</p>}
        {children}
      </div>
    </article>
  )
}

/** A service that no component watches is as well as its credential is there. */
export const presence = (present: boolean): Status => (present ? 'ok' : 'off')
