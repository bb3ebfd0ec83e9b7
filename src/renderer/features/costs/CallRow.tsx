import { UnstyledButton } from '@mantine/core'
import type { CallsView } from '../../../shared/costs'
import { call } from '../../bridge'
import { moveBetweenRows } from '../../parts/move-rows'
import { exactTime } from '../../parts/time'
import { dayTime } from '../../../shared/moments'
import { showNotice } from '../../store'
import { texts } from '../../texts'
import styles from './CallsDrawer.module.css'
import { callView } from './call-view'

const words = texts.costsPage.drawer

/** One call: what it was, what it cost, and the line of the log that says so. */
export function CallRow({ row }: { row: CallsView['rows'][number] }) {
  const { amount, tokens, about, place } = callView(row)
  return (
    <li className={styles.call}>
      <p className={styles.top}>
        <time className={styles.time} dateTime={new Date(row.at).toISOString()} data-tip={exactTime(row.at)}>
          {dayTime(row.at)}
        </time>
        <span className={styles.model} data-tip={row.requestId ? words.request(row.requestId) : undefined}>
          {row.model}
        </span>
        <span className={styles.usd}>{amount}</span>
      </p>
      <p className={styles.below}>
        <span>{tokens}</span>
        <span className={styles.about} data-tip-when="cut" data-tip={about}>
          {about}
        </span>
        <span data-tip={texts.costs.gradeTip[row.grade]}>{texts.costs.grade[row.grade]}</span>
      </p>
      <Place path={row.path} place={place} />
    </li>
  )
}

function Place({ path, place }: { path: string; place: string }) {
  const reveal = async (): Promise<void> => {
    const answer = await call('costs.reveal', { path })
    if (!answer.ok) showNotice(answer.error)
  }
  return (
    <p className={styles.below}>
      <span className={styles.place} data-tip={path}>
        {place}
      </span>
      <UnstyledButton className={styles.reveal} data-row aria-label={words.revealOf(place)} onClick={() => void reveal()} onKeyDown={moveBetweenRows}>
        {words.reveal}
      </UnstyledButton>
    </p>
  )
}
