import { Button, Progress } from '@mantine/core'
import '@mantine/core/styles/Progress.layer.css'
import type { ReactNode } from 'react'
import type { Status } from '../../../../shared/model'
import { Age } from '../../../parts/Age'
import { Problems } from '../../../parts/Problems'
import { StatusMark } from '../../../parts/StatusMark'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { Row } from '../Row'
import { type Backtest, backtestWords, firingRows } from './backtest-words'
import styles from './Rules.module.css'
import { useBacktest } from './use-backtest'

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
  const { part, result, fault, start, cancel } = useBacktest(rule)
  const trying = part !== null
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
            {trying && <Trying title={title} part={part} />}
            {fault && <Problems fault={fault} />}
            <output>{result && backtestWords(result)}</output>
            {result && <Firings firings={result.firings} />}
          </div>
        </>
      }
    >
      {trying ? (
        <Button data-testid={`backtest-cancel-${rule}`} aria-label={words.stopTryingOf(title)} onClick={cancel}>
          {words.stopTrying}
        </Button>
      ) : (
        <Button data-testid={`backtest-${rule}`} aria-label={words.tryRuleOf(title)} onClick={() => void start()}>
          {words.tryRule}
        </Button>
      )}
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

/** How far it has come, in a bar and in words. */
function Trying({ title, part }: { title: string; part: number }) {
  const percent = Math.floor(part * 100)
  return (
    <div className={styles.trying}>
      <Progress value={percent} size="sm" aria-label={words.tryRuleOf(title)} className={styles.bar ?? ''} />
      <span className={styles.quiet}>{words.tryingRule(percent)}</span>
    </div>
  )
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
