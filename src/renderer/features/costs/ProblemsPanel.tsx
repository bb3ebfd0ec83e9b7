import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CostsView } from '../../../shared/costs'
import { call } from '../../bridge'
import { Panel } from '../../parts/Panel'
import { StatusMark } from '../../parts/StatusMark'
import page from '../../parts/page.module.css'
import { showNotice, showPage } from '../../store'
import { texts } from '../../texts'
import styles from './lists.module.css'
import { type Next, type Problem, problemsOf } from './problems'

const words = texts.costsPage.problems
const shownAtFirst = 4

/** What is missing from the figures; nothing at all when nothing is. */
export function ProblemsPanel({ view }: { view: CostsView }) {
  const [all, setAll] = useState(false)
  const problems = problemsOf(view)
  if (problems.length === 0) return null
  const shown = all ? problems : problems.slice(0, shownAtFirst)
  return (
    <Panel title={words.title} aside={<span className={page.quiet}>{problems.length}</span>} testId="costs-problems">
      <ul className={styles.list}>
        {shown.map((problem) => (
          <ProblemRow key={problem.id} problem={problem} />
        ))}
      </ul>
      {problems.length > shown.length && (
        <Button variant="subtle" color="gray" className={styles.more ?? ''} onClick={() => setAll(true)}>
          {words.more(problems.length - shown.length)}
        </Button>
      )}
    </Panel>
  )
}

function ProblemRow({ problem: { id, status, title, about, next, lines } }: { problem: Problem }) {
  return (
    <li className={styles.row} data-testid={`cost-problem-${id}`}>
      <StatusMark status={status} label={status !== 'off'} />
      <div className={styles.words}>
        <p>{title}</p>
        {about && <p className={styles.about}>{about}</p>}
        {lines.length > 0 && (
          <details className={styles.about}>
            <summary className={styles.summary}>{words.lines}</summary>
            <ul>
              {lines.map(({ line, why }) => (
                <li key={line}>{words.line(line, why)}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {next && <NextButton next={next} about={title} />}
    </li>
  )
}

function NextButton({ next, about }: { next: Next; about: string }) {
  const go = async (): Promise<void> => {
    if ('settings' in next) return showPage('settings', next.settings)
    const answer = await call('costs.reveal', { path: next.reveal })
    if (!answer.ok) showNotice(answer.error)
  }
  return (
    <Button aria-label={`${next.label}: ${about}`} onClick={() => void go()}>
      {next.label}
    </Button>
  )
}
