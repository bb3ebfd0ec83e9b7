import { ActionIcon, UnstyledButton } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import { IconRefresh } from '../../parts/icons'
import { type KeyboardEvent, memo } from 'react'
import { latency } from '../../../shared/format'
import type { ComponentView, RunProgress } from '../../../shared/model'
import { ActionButton } from '../../parts/ActionButton'
import { Age, Due } from '../../parts/Age'
import { Sparkline } from '../../parts/Sparkline'
import { StatusMark } from '../../parts/StatusMark'
import { classes } from '../../parts/classes'
import { dayTime } from '../../parts/time'
import { runProbe, showDetail } from '../../store'
import { texts } from '../../texts'
import styles from './ComponentRow.module.css'
import { rowView, scaleTop, valueText } from './row-view'

interface Props {
  component: ComponentView
  run: RunProgress | null
}

export const ComponentRow = memo(function ComponentRow({ component, run }: Props) {
  const view = rowView(component, run)
  const { target, status, title } = component
  return (
    <tr
      className={classes(styles.row, status === 'off' && styles.off)}
      data-testid={`component-row-${target}`}
      data-status={status}
      data-look={component.look}
    >
      <td className={styles.mark}>
        <StatusMark status={status} label />
      </td>
      <th scope="row" className={styles.title}>
        <UnstyledButton
          className={styles.open}
          data-row
          aria-haspopup="dialog"
          aria-label={texts.health.details(title, texts.status[status])}
          onClick={() => showDetail(target)}
          onKeyDown={moveBetweenRows}
        >
          {title}
        </UnstyledButton>
      </th>
      <td className={styles.finding} data-tip-when="cut" data-tip={view.looking ? undefined : view.finding || undefined}>
        {view.looking ? <span className={styles.looking}>{texts.health.looking}</span> : view.finding}
      </td>
      <td className={styles.latency}>
        {view.latency && (
          <span data-tip={texts.health.latencyOf(latency(component.latencyMs ?? 0))}>{view.latency}</span>
        )}
      </td>
      <td className={styles.spark}>
        {status !== 'off' && <History component={component} />}
      </td>
      <td className={styles.age}>
        {component.checkedAt !== null && status !== 'off' && <Age at={component.checkedAt} />}
      </td>
      <td className={styles.action}>
        {status !== 'off' && (
          <ActionIcon className={styles.again ?? ''} aria-label={texts.health.lookAgain(title)} data-tip={texts.health.lookAgain(title)} onClick={() => void runProbe(target)}>
            <IconRefresh size={14} aria-hidden />
          </ActionIcon>
        )}
        {component.action && status === 'off' && <ActionButton action={component.action} about={title} />}
      </td>
      {view.problem && (view.message || component.action) && (
        <td className={styles.problem}>
          <span className={styles.message}>
            {view.message} <span className={styles.hint}>{view.hint}</span>
            {component.nextAt !== null && <NextLook at={component.nextAt} />}
          </span>
          {component.action && <ActionButton action={component.action} about={title} />}
        </td>
      )}
    </tr>
  )
})

/** Up and down go from row to row. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const rows = [...(event.currentTarget.closest('table')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  event.preventDefault()
  rows[rows.indexOf(event.currentTarget) + step]?.focus()
}

function NextLook({ at }: { at: number }) {
  return (
    <span className={styles.retry}>
      {texts.health.nextLook} <Due at={at} />
    </span>
  )
}

function History({ component }: { component: ComponentView }) {
  const { history, target, title } = component
  const values = history.flatMap((point) => (point.value === null ? [] : [point.value]))
  const first = history[0]
  if (!first || values.length === 0) return null
  const low = Math.min(...values)
  const high = Math.max(...values)
  return (
    <Sparkline
      history={history}
      top={scaleTop(target)}
      label={texts.health.sparkline(title, history.length)}
      tip={texts.health.sparklineTip(valueText(target, low), valueText(target, high), dayTime(first.at), history.length)}
    />
  )
}
