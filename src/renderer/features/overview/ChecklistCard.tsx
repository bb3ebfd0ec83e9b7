import { ActionIcon, Progress } from '@mantine/core'
import '@mantine/core/styles/Progress.layer.css'
import { IconCheck, IconChevronDown, IconChevronUp, IconCircle } from '../../parts/icons'
import { useState } from 'react'
import type { ChecklistItem } from '../../../shared/model'
import { ActionButton } from '../../parts/ActionButton'
import { Panel } from '../../parts/Panel'
import { remembered, remember } from '../../parts/memory'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './ChecklistCard.module.css'

/** What is set up and what is not. Complete, it is one line; until then each open item is one click from done. */
export function ChecklistCard() {
  const items = useConsole((state) => state.snapshot?.checklist)
  const [collapsed, setCollapsed] = useState(() => remembered('checklist-collapsed') === 'yes')
  if (!items || items.length === 0) return null

  const done = items.filter((item) => item.done)
  const open = items.filter((item) => !item.done)
  const next = open.find((item) => item.action !== null)
  const complete = open.length === 0
  const compact = collapsed || complete
  const toggle = (): void => {
    remember('checklist-collapsed', collapsed ? 'no' : 'yes')
    setCollapsed(!collapsed)
  }

  return (
    <Panel
      title={texts.checklist.title}
      testId="checklist"
      quiet={complete}
      aside={<ProgressNow done={done.length} all={items.length} />}
      end={
        <>
          {compact && !complete && next?.action && (
            <span className={styles.next}>
              <span className={styles.nextTitle}>
                {texts.checklist.next}: {next.title}
              </span>
              <ActionButton action={next.action} about={next.title} />
            </span>
          )}
          {complete && <span className={styles.complete}>{texts.checklist.complete}</span>}
          {!complete && (
            <ActionIcon aria-expanded={!compact} aria-label={compact ? texts.checklist.show : texts.checklist.hide} onClick={toggle}>
              {compact ? <IconChevronDown size={16} aria-hidden /> : <IconChevronUp size={16} aria-hidden />}
            </ActionIcon>
          )}
        </>
      }
    >
      {!compact && (
        <div className={styles.body}>
          {done.length > 0 && <DoneItems items={done} />}
          <ul className={styles.open}>
            {open.map((item) => (
              <OpenItem key={item.id} item={item} />
            ))}
          </ul>
        </div>
      )}
    </Panel>
  )
}

function ProgressNow({ done, all }: { done: number; all: number }) {
  const words = texts.checklist.progress(done, all)
  return (
    <>
      <span className={styles.count}>{words}</span>
      <Progress className={styles.progress ?? ''} value={(done / all) * 100} size={4} transitionDuration={0} aria-label={words} />
    </>
  )
}

function DoneItems({ items }: { items: readonly ChecklistItem[] }) {
  return (
    <ul className={styles.done}>
      {items.map((item) => (
        <li key={item.id} className={styles.doneItem} data-tip={item.why}>
          <IconCheck size={14} stroke={2.5} className={styles.check} aria-label={texts.checklist.done} />
          {item.title}
        </li>
      ))}
    </ul>
  )
}

function OpenItem({ item }: { item: ChecklistItem }) {
  return (
    <li className={styles.openItem}>
      <IconCircle size={14} stroke={2} className={styles.circle} aria-label={texts.checklist.open} />
      <div className={styles.words}>
        <p>{item.title}</p>
        <p className={styles.why} data-tip-when="cut" data-tip={item.why}>
          {item.why}
        </p>
      </div>
      {item.action && <ActionButton action={item.action} about={item.title} />}
    </li>
  )
}
