import { Button } from '@mantine/core'
import { classes } from '../../parts/classes'
import type { JobView } from '../../../shared/model'
import type { RunView } from '../../../shared/schedule'
import { sentence } from '../../bridge'
import { Empty } from '../../parts/Empty'
import page from '../../parts/page.module.css'
import { Panel } from '../../parts/Panel'
import { StatusMark } from '../../parts/StatusMark'
import { exactTime, lasted } from '../../parts/time'
import { dayTime } from '../../../shared/moments'
import type { Pages } from '../../parts/use-pages'
import { VirtualRows } from '../../parts/VirtualRows'
import { showPage } from '../../store'
import { texts } from '../../texts'
import { lateWords, runMarks, timeBeside } from './run-words'
import styles from './SchedulePage.module.css'

const words = texts.schedule
/** CSS pixels, of a run with something to say beside how it ended, and of one without. */
const heights = { told: 45, plain: 33 }

interface Props {
  runs: Pages<RunView>
  jobs: readonly JobView[]
}

/** Every run that is kept, newest first. */
export function Runs({ runs: { rows, more, fault, goOn }, jobs }: Props) {
  const titles = new Map(jobs.map((job) => [job.id, job.title]))
  return (
    <Panel title={words.runs} testId="runs" aside={rows && rows.length > 0 && <span className={page.quiet}>{words.count(rows.length, more)}</span>}>
      {fault && <Empty title={rows ? words.staleRuns : words.failed} hint={sentence(fault)} />}
      {rows?.length === 0 && <Empty title={words.noRuns} hint={words.noRunsHint} />}
      {rows && rows.length > 0 && (
        <VirtualRows label={words.list} rows={rows} keyOf={idOf} heightOf={heightOf} onNearEnd={goOn}>
          {(run) => <Run run={run} title={titles.get(run.job) ?? run.job} />}
        </VirtualRows>
      )}
    </Panel>
  )
}

const idOf = ({ id }: RunView): string => id
const isTold = (run: RunView): boolean => moreOf(run) !== '' || (run.late && !run.manual)
const heightOf = (run: RunView): number => (isTold(run) ? heights.told : heights.plain)
const moreOf = (run: RunView): string => [lateWords(run), run.message].filter(Boolean).join(' ')

function Run({ run, title }: { run: RunView; title: string }) {
  const more = moreOf(run)
  return (
    <div className={styles.run} data-testid="run">
      <StatusMark status={runMarks[run.outcome]} size={14} />
      <div className={styles.words}>
        <p className={styles.cut}>
          {title}
          <span className={styles.how}>
            {[words.outcomes[run.outcome], run.manual && words.manual, run.finishedAt !== null && words.took(lasted(run.startedAt, run.finishedAt))].filter(Boolean).join(' · ')}
          </span>
          {run.late && <span className={styles.late}>{words.late}</span>}
        </p>
        {more && (
          <p className={classes(styles.message, styles.cut)} data-tip={more} data-tip-when="cut">
            {more}
          </p>
        )}
      </div>
      {(run.outcome === 'failed' || run.outcome === 'interrupted') && (
        <Button variant="subtle" color="gray" onClick={() => showPage('logs', `own@${run.startedAt}`)}>
          {words.showInLogs}
        </Button>
      )}
      <time className={styles.when} dateTime={new Date(run.startedAt).toISOString()} data-tip={exactTime(run.startedAt)}>
        {dayTime(run.startedAt)}
        {!run.manual && run.late && <span className={styles.small}>{words.due(timeBeside(run.dueAt, run.startedAt))}</span>}
      </time>
    </div>
  )
}
