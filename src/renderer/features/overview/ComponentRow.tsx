import { ActionIcon, UnstyledButton } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import { IconRefresh } from '../../parts/icons'
import { memo } from 'react'
import { latency } from '../../../shared/format'
import type { ComponentView, RunProgress } from '../../../shared/model'
import { ActionButton } from '../../parts/ActionButton'
import { Age, Due } from '../../parts/Age'
import { Sparkline } from '../../parts/Sparkline'
import { StatusMark } from '../../parts/StatusMark'
import { classes } from '../../parts/classes'
import { moveBetweenRows } from '../../parts/move-rows'
import { stateWord, useSwitchedOff } from '../../parts/switched-off'
import { dayTime } from '../../../shared/moments'
import { scaleTop, valueText } from '../../parts/units'
import { actionOf } from '../../parts/worst'
import { runProbe, showDetail } from '../../store'
import { texts } from '../../texts'
import styles from './ComponentRow.module.css'
import { rowView } from './row-view'

interface Props {
  component: ComponentView
  run: RunProgress | null
}

export const ComponentRow = memo(function ComponentRow({ component, run }: Props) {
  const { target, status, title } = component
  const switchedOff = useSwitchedOff(target)
  const view = rowView(component, run, switchedOff)
  const word = stateWord(component, switchedOff)
  const action = actionOf(component)
  return (
    <tr
      className={classes(styles.row, status === 'off' && styles.off)}
      data-testid={`component-row-${target}`}
      data-status={status}
      data-look={component.look}
    >
      <td className={styles.mark}>
        <StatusMark status={status} label word={word} />
      </td>
      <th scope="row" className={styles.title}>
        <UnstyledButton
          className={styles.open}
          data-row
          aria-haspopup="dialog"
          aria-label={texts.health.details(title, word)}
          data-tip-when="cut"
          data-tip={title}
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
        {action && status === 'off' && !switchedOff && <ActionButton action={action} about={title} />}
      </td>
      {view.problem && (view.message || action) && (
        <td className={styles.problem}>
          <span className={styles.message}>
            {view.message} <span className={styles.hint}>{view.hint}</span>
            {component.nextAt !== null && <NextLook at={component.nextAt} />}
          </span>
          {action && <ActionButton action={action} about={title} />}
        </td>
      )}
    </tr>
  )
})

function NextLook({ at }: { at: number }) {
  return (
    <span className={styles.retry}>
      {texts.health.nextLook} <Due at={at} />
    </span>
  )
}

function History({ component }: { component: ComponentView }) {
  const { history, unit, title } = component
  const values = history.flatMap((point) => (point.value === null ? [] : [point.value]))
  const first = history[0]
  if (!first || values.length === 0) return null
  const low = Math.min(...values)
  const high = Math.max(...values)
  return (
    <Sparkline
      history={history}
      top={scaleTop(unit)}
      label={texts.health.sparkline(title, history.length)}
      tip={texts.health.sparklineTip(valueText(unit, low), valueText(unit, high), dayTime(first.at), history.length)}
    />
  )
}
