import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import { useState } from 'react'
import { call } from '../../bridge'
import { useClock } from '../../clock'
import { Choices } from '../../parts/Choices'
import { IconChevronLeft, IconChevronRight } from '../../parts/icons'
import { PageHead } from '../../parts/PageHead'
import { segments, segmentLooks } from '../../parts/segments'
import { exactTime, untilTime } from '../../parts/time'
import { showNotice } from '../../store'
import { texts } from '../../texts'
import styles from './CostsHead.module.css'
import { datesOf, nameOf, type Period, periods, stepped } from './period'
import type { Costs } from './use-costs'

const words = texts.costsPage
const keys: Record<Period, string> = { day: 'd', week: 'w', month: 'm', year: 'y' }

/** Of when the figures are, and how to take them along. */
export function CostsHead({ costs }: { costs: Costs }) {
  const { chosen, choose } = costs
  return (
    <PageHead title={words.title}>
      <SegmentedControl
        aria-label={words.period}
        {...segmentLooks}
        value={chosen.period}
        data={segments(periods, words.periods, (period) => keys[period])}
        onChange={(period) => choose({ period: period as Period, before: 0 })}
      />
      <Stepper costs={costs} />
      {costs.value && <AsOf at={costs.value.at} />}
      <Export costs={costs} />
    </PageHead>
  )
}

function Stepper({ costs: { chosen, choose, value, answered } }: { costs: Costs }) {
  const name = nameOf(chosen)
  // The dates are those of the figures below, not of what is being asked for.
  const dates = value && answered.span === chosen ? datesOf(value.span, value.zone) : ''
  return (
    <div className={styles.stepper}>
      <ActionIcon data-key="[" aria-keyshortcuts="[" aria-label={words.earlier} data-tip={words.earlierTip} onClick={() => choose(stepped(chosen, 1))}>
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <p className={styles.span} data-testid="costs-span" data-tip={value ? words.zoneTip(value.zone) : undefined}>
        {name && <span className={styles.name}>{name}</span>}
        {dates && <span className={name ? styles.dates : styles.name}>{dates}</span>}
      </p>
      <ActionIcon data-key="]" aria-keyshortcuts="]" aria-label={words.later} data-tip={words.laterTip} aria-disabled={chosen.before === 0} onClick={() => chosen.before > 0 && choose(stepped(chosen, -1))}>
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </div>
  )
}

function AsOf({ at }: { at: number }) {
  const time = useClock((now) => untilTime(at, now))
  return (
    <span className={styles.asOf} data-tip={exactTime(at)}>
      {texts.health.asOf} {time}
    </span>
  )
}

const forms = ['csv', 'json'] as const

function Export({ costs: { chosen, by } }: { costs: Costs }) {
  const [said, setSaid] = useState('')
  const write = async (as: (typeof forms)[number]): Promise<void> => {
    setSaid('')
    const answer = await call('costs.export', { span: chosen, by, as })
    if (!answer.ok) return showNotice(answer.error)
    if (answer.value !== null) setSaid(words.exported(answer.value))
  }
  return (
    <div className={styles.export}>
      <output className={styles.said} data-tip-when="cut" data-tip={said}>
        {said}
      </output>
      <Choices title={words.exportAs} choices={() => forms.map((as) => ({ label: words.exportForms[as], aside: words.exportAside[as], pick: () => void write(as) }))}>
        {(trigger) => (
          <Button {...trigger} data-key="e" aria-keyshortcuts="e" data-testid="costs-export" data-tip={words.exportTip}>
            {words.export}
          </Button>
        )}
      </Choices>
    </div>
  )
}
