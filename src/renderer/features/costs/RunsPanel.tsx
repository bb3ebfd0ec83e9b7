import { useState } from 'react'
import type { CostsView } from '../../../shared/costs'
import type { Status } from '../../../shared/model'
import { ColumnHeads } from '../../parts/ColumnHeads'
import { Panel } from '../../parts/Panel'
import { StatusMark } from '../../parts/StatusMark'
import { classes } from '../../parts/classes'
import { dollars, pico } from '../../parts/money'
import page from '../../parts/page.module.css'
import { exactTime } from '../../parts/time'
import { dayTime } from '../../../shared/moments'
import { texts } from '../../texts'
import { ShowAll } from './ShowAll'
import styles from './tables.module.css'

const words = texts.costsPage.runs
const shownAtFirst = 6

type Run = CostsView['runs'][number]
const marks: Record<Run['outcome'], Status> = { running: 'off', finished: 'ok', failed: 'fail' }

/** What each run of an agent cost, and what it earned. */
export function RunsPanel({ runs }: Pick<CostsView, 'runs'>) {
  const [all, setAll] = useState(false)
  if (runs.length === 0) return null
  return (
    <Panel title={words.title} aside={<span className={page.quiet}>{runs.length}</span>} testId="costs-runs">
      <table className={classes(page.table, styles.figures)} aria-label={words.title}>
        <ColumnHeads titles={[words.run, words.started, words.llm, words.cpu, words.earned, words.margin]} />
        <tbody>
          {(all ? runs : runs.slice(0, shownAtFirst)).map((run) => (
            <RunRow key={`${run.runId} ${run.job} ${run.startedAt}`} run={run} />
          ))}
        </tbody>
      </table>
      <ShowAll count={runs.length} first={shownAtFirst} all={all} onAll={setAll} />
    </Panel>
  )
}

function RunRow({ run }: { run: Run }) {
  const about = [run.runId, texts.costs.gradeTip[run.grade]].filter(Boolean).join('\n')
  return (
    <tr>
      <th scope="row" data-tip={about}>
        <span className={styles.named}>
          <StatusMark status={marks[run.outcome]} size={14} label word={words.outcomes[run.outcome]} />
          <span className={styles.name}>
            {run.job}
            {run.agent && <span className={page.quiet}> · {run.agent}</span>}
          </span>
        </span>
      </th>
      <td className={page.quiet} data-tip={exactTime(run.startedAt)}>
        {dayTime(run.startedAt)}
      </td>
      <td>{dollars(run.llmUsd)}</td>
      <td>{dollars(run.cpuUsd)}</td>
      <td>
        <Known usd={run.earnedUsd} />
      </td>
      <td className={styles.strong}>
        <Known usd={run.marginUsd} signed />
      </td>
    </tr>
  )
}

function Known({ usd, signed = false }: { usd: string | null; signed?: boolean }) {
  if (usd === null) return <span data-tip={words.unknownTip}>{words.unknown}</span>
  return `${signed && pico(usd) > 0n ? '+' : ''}${dollars(usd)}`
}
