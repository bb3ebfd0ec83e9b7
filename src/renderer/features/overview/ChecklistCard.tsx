import { ActionIcon, Progress } from '@mantine/core'
import '@mantine/core/styles/Progress.layer.css'
import { useState } from 'react'
import type { ChecklistItem } from '../../../shared/model'
import { ActionButton } from '../../parts/ActionButton'
import { IconChevronDown, IconChevronUp } from '../../parts/icons'
import { remember, remembered } from '../../parts/memory'
import { Panel } from '../../parts/Panel'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './ChecklistCard.module.css'
import { ChecklistItems } from './ChecklistItems'

/** What is set up and what is not. Complete, it is one line; until then each open item is one click from done. */
export function ChecklistCard() {
  const items = useConsole((state) => state.snapshot?.checklist)
  const complete = items !== undefined && items.every((item) => item.done)
  const [shown, toggle] = useShown(complete)
  if (items?.length === 0) return null
  return (
    <Panel
      title={texts.checklist.title}
      testId="checklist"
      quiet={complete}
      aside={items && <ProgressNow items={items} />}
      end={
        items && (
          <>
            {complete && <span className={styles.complete}>{texts.checklist.complete}</span>}
            {!complete && !shown && <NextStep items={items} />}
            <ActionIcon aria-expanded={shown} aria-label={shown ? texts.checklist.hide : texts.checklist.show} onClick={toggle}>
              {shown ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
            </ActionIcon>
          </>
        )
      }
    >
      {items ? shown && <ChecklistItems items={items} /> : <div className={styles.waiting} />}
    </Panel>
  )
}

/** Open until somebody collapses it; complete, collapsed until somebody opens it. */
function useShown(complete: boolean): [shown: boolean, toggle: () => void] {
  const [collapsed, setCollapsed] = useState(() => remembered('checklist-collapsed') === 'yes')
  const [reopened, setReopened] = useState(false)
  if (complete) return [reopened, () => setReopened(!reopened)]
  const toggle = (): void => {
    remember('checklist-collapsed', collapsed ? 'no' : 'yes')
    setCollapsed(!collapsed)
  }
  return [!collapsed, toggle]
}

function ProgressNow({ items }: { items: readonly ChecklistItem[] }) {
  const done = items.filter((item) => item.done).length
  const words = texts.checklist.progress(done, items.length)
  return (
    <>
      <span className={styles.count}>{words}</span>
      <Progress className={styles.progress ?? ''} value={(done / items.length) * 100} size={4} transitionDuration={0} aria-label={words} />
    </>
  )
}

/** Collapsed, the card still says what comes next. */
function NextStep({ items }: { items: readonly ChecklistItem[] }) {
  const next = items.find((item) => !item.done && item.action !== null)
  if (!next?.action) return null
  return (
    <span className={styles.next}>
      <span className={styles.nextTitle}>
        {texts.checklist.next}: {next.title}
      </span>
      <ActionButton action={next.action} about={next.title} />
    </span>
  )
}
