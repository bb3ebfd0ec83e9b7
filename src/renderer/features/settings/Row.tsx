import type { ReactNode } from 'react'
import type { Status } from '../../../shared/model'
import { StatusMark } from '../../parts/StatusMark'
import styles from './Row.module.css'

interface Props {
  testId: string
  status: Status
  /** The state in a word. */
  word: string
  title: string
  about: string
  /** What is wrong with it. */
  problem: ReactNode
  children: ReactNode
}

/** One entry of a list, such as a check: its state, what it is about, and what can be done with it. */
export function Row({ testId, status, word, title, about, problem, children }: Props) {
  return (
    <li className={styles.row} data-testid={testId} data-status={status}>
      <span className={styles.mark}>
        <StatusMark status={status} label word={word} />
      </span>
      <div className={styles.words}>
        <p className={styles.title} data-tip-when="cut" data-tip={title}>
          {title}
        </p>
        <p className={styles.about} data-tip-when="cut" data-tip={about}>
          {about}
        </p>
        {problem && <div className={styles.problem}>{problem}</div>}
      </div>
      <div className={styles.actions}>{children}</div>
    </li>
  )
}
