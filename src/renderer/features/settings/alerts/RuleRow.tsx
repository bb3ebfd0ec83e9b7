import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Fault } from '../../../../shared/faults'
import type { Status } from '../../../../shared/model'
import { call } from '../../../bridge'
import { Age } from '../../../parts/Age'
import { Problems } from '../../../parts/Problems'
import { StatusMark } from '../../../parts/StatusMark'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { Row } from '../Row'
import { type Backtest, backtestWords, firingRows } from './backtest-words'
import styles from './Rules.module.css'

const words = texts.settings.alerts

interface Props {
  rule: keyof typeof words.rule
  /** What its forecasters say. */
  children?: ReactNode
}

/** One rule: when it fires, whether it does now, and what it would have done lately. */
export function RuleRow({ rule, children }: Props) {
  const { title, when } = words.rule[rule]
  const { status, word } = useRuleState(rule)
  const { trying, result, fault, start } = useBacktest(rule)
  return (
    <Row
      testId={`rule-${rule}`}
      status={status}
      word={word}
      title={title}
      about={when}
      problem={
        <>
          {children}
          <div data-testid={`backtest-result-${rule}`}>
            {fault && <Problems fault={fault} />}
            <output>{result && backtestWords(result)}</output>
            {result && <Firings firings={result.firings} />}
          </div>
        </>
      }
    >
      <Button data-testid={`backtest-${rule}`} aria-label={words.tryRuleOf(title)} aria-disabled={trying} aria-busy={trying} onClick={() => void start()}>
        {trying ? words.tryingRule : words.tryRule}
      </Button>
    </Row>
  )
}

/** Whether something of it is open now, and how bad that is. */
function useRuleState(rule: string): { status: Status; word: string } {
  const incidents = useConsole((state) => state.snapshot?.incidents)
  if (!incidents) return { status: 'unknown', word: texts.status.unknown }
  const open = incidents.filter((incident) => incident.rule === rule && incident.resolvedAt === null)
  if (open.length === 0) return { status: 'ok', word: words.ruleQuiet }
  return { status: open.some(({ severity }) => severity === 'fail') ? 'fail' : 'warning', word: words.ruleOpen(open.length) }
}

function useBacktest(rule: string) {
  const [trying, setTrying] = useState(false)
  const [result, setResult] = useState<Backtest | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const start = async (): Promise<void> => {
    if (trying) return
    setTrying(true)
    setResult(null)
    setFault(null)
    const answer = await call('rules.backtest', { rule, days: 30 })
    setTrying(false)
    if (answer.ok) setResult(answer.value)
    else setFault(answer.error)
  }
  return { trying, result, fault, start }
}

function Firings({ firings }: Pick<Backtest, 'firings'>) {
  const { rows, more } = firingRows(firings)
  if (rows.length === 0) return null
  return (
    <ul className={styles.firings}>
      {rows.map(({ key, severity, title, openedAt, lasted }) => (
        <li key={key} className={styles.firing}>
          <StatusMark status={severity} size={12} label />
          <span className={styles.when}>
            <Age at={openedAt} />
          </span>
          <span className={styles.title} data-tip-when="cut" data-tip={title}>
            {title}
          </span>
          <span className={styles.quiet}>{lasted}</span>
        </li>
      ))}
      {more > 0 && <li className={styles.quiet}>{words.moreFirings(more)}</li>}
    </ul>
  )
}
