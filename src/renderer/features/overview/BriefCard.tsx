import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '../../parts/icons'
import { useState } from 'react'
import { Age } from '../../parts/Age'
import { Panel } from '../../parts/Panel'
import { StatusMark } from '../../parts/StatusMark'
import { remember, remembered } from '../../parts/memory'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './BriefCard.module.css'
import { markedLine } from './brief-line'

/** Where it stands in a column of its own. */
const hasRoom = (): boolean => matchMedia('(min-width: 1500px)').matches

/** The latest CEO Brief: its one sentence always, the rest when opened. */
export function BriefCard() {
  const brief = useConsole((state) => state.snapshot?.brief)
  const [open, setOpen] = useState(() => (remembered('brief-open') ?? (hasRoom() ? 'yes' : 'no')) === 'yes')
  if (!brief) return null
  const toggle = (): void => {
    remember('brief-open', open ? 'no' : 'yes')
    setOpen(!open)
  }
  return (
    <Panel
      title={texts.brief.title}
      aside={!open && <span className={styles.headline}>{brief.headline}</span>}
      end={
        <>
          <span className={styles.age}>
            <Age at={brief.at} />
          </span>
          <ActionIcon aria-expanded={open} aria-label={open ? texts.brief.hide : texts.brief.show} onClick={toggle}>
            {open ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
          </ActionIcon>
        </>
      }
    >
      {open && (
        <div className={`${styles.sections} selectable`}>
          <p className={styles.whole}>{brief.headline}</p>
          {brief.sections.map((section) => (
            <section key={section.title}>
              <h3 className={styles.title}>{section.title}</h3>
              {section.lines.map((line) => (
                <BriefLine key={line} line={line} />
              ))}
            </section>
          ))}
        </div>
      )}
    </Panel>
  )
}

/** A line may start with a state's sign, as it does in Telegram; here it is drawn as everywhere in the window. */
function BriefLine({ line }: { line: string }) {
  const { status, words } = markedLine(line)
  return (
    <p className={styles.line}>
      {status && <StatusMark status={status} size={14} label />}
      <span>{words}</span>
    </p>
  )
}
