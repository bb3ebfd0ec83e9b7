import { Fragment } from 'react'
import type { JobRun, JobView } from '../../../shared/model'
import type { DueView } from '../../../shared/schedule'
import { Age } from '../../parts/Age'
import { StatusMark } from '../../parts/StatusMark'
import page from '../../parts/page.module.css'
import { lasted } from '../../parts/time'
import { texts } from '../../texts'
import { dueWords, runMarks } from './run-words'
import styles from './SchedulePage.module.css'

const words = texts.schedule

interface Props {
  job: JobView
  /** The newest time it was due; undefined before the first, and until it is known. */
  due: DueView | undefined
}

/** How the newest run went, how long it took, and why one before it didn’t come. */
export function LastRun({ job: { last }, due }: Props) {
  const wasMissed = due && (due.state === 'missed' || due.state === 'waiting')
  const explained = due && (wasMissed || (due.lateness !== null && due.run?.id === last?.id)) ? dueWords(due) : last?.message
  return (
    <span className={styles.last}>
      {last && <StatusMark status={runMarks[last.outcome]} size={14} label word={words.outcomes[last.outcome]} />}
      <span className={styles.words}>
        {last ? <Age at={last.finishedAt ?? last.startedAt} /> : words.never}
        {last && detailsOf(last).map((detail) => (
          <Fragment key={detail}>
            {' · '}
            <span className={page.nowrap}>{detail}</span>
          </Fragment>
        ))}
        {explained && (
          <span className={styles.message} data-tip={explained} data-tip-when="cut">
            {explained}
          </span>
        )}
      </span>
    </span>
  )
}

/** How long it took, and whether somebody asked for it. */
const detailsOf = ({ startedAt, finishedAt, manual }: JobRun): string[] => [finishedAt !== null && lasted(startedAt, finishedAt), manual && words.manual].filter((detail) => detail !== false)
