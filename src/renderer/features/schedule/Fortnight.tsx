import { UnstyledButton } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import type { JobDays } from '../../../shared/schedule'
import { showPage } from '../../store'
import { texts } from '../../texts'
import { DueMark } from './DueMark'
import styles from './Fortnight.module.css'
import { dayWords, shapeOf } from './run-words'

const dayMs = 86_400_000

interface Props {
  title: string
  days: JobDays['days']
}

/** The last two weeks of a job, a mark a day: one stop of the Tab key, the arrows go from day to day, and each says what was. */
export function Fortnight({ title, days }: Props) {
  const [stop, setStop] = useState(days.length - 1)
  const move = (event: KeyboardEvent<HTMLUListElement>): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const next = step === undefined ? undefined : event.currentTarget.children[stop + step]?.querySelector('button')
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows are those of the buttons in it
    <ul className={styles.days} aria-label={texts.schedule.daysOf(title)} onKeyDown={move}>
      {days.map(({ day, due }, place) => {
        const words = dayWords(day, due)
        return (
          <li key={day}>
            <UnstyledButton className={styles.day} tabIndex={place === stop ? 0 : -1} aria-label={words} data-tip={words} data-shape={shapeOf(due)} onFocus={() => setStop(place)} onClick={() => showPage('timeline', `${day}-${day + dayMs}`)}>
              <DueMark shape={shapeOf(due)} />
            </UnstyledButton>
          </li>
        )
      })}
    </ul>
  )
}
