import type { Fault } from '../../shared/faults'
import { problemLines } from './problem-lines'
import styles from './Problems.module.css'

interface Props {
  fault: Pick<Fault, 'message' | 'hint'>
  /** It was there before: nobody needs to be interrupted for it. */
  known?: boolean
}

/** What went wrong and what to do next; several problems are a list. */
export function Problems({ fault, known = false }: Props) {
  const { intro, problems } = problemLines(fault.message)
  return (
    <div className={styles.problems} role={known ? undefined : 'alert'}>
      {intro && <p>{intro}</p>}
      {problems.length > 0 && (
        <ul className={styles.list}>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {fault.hint && <p className={styles.hint}>{fault.hint}</p>}
    </div>
  )
}
