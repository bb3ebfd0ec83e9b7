import { useMemo } from 'react'
import type { CallsView } from '../../../shared/costs'
import { call, sentence } from '../../bridge'
import { Empty } from '../../parts/Empty'
import { SideDrawer } from '../../parts/SideDrawer'
import { useAsked } from '../../parts/use-asked'
import { texts } from '../../texts'
import { CallRow } from './CallRow'
import styles from './CallsDrawer.module.css'
import type { RowView } from './amounts'

const words = texts.costsPage.drawer

/** Whose calls are wanted. */
export interface Opened {
  title: string
  /** As the page shows it. */
  amount: string
  /** Half-open, UTC epoch ms. */
  span: { from: number; to: number }
  where: NonNullable<RowView['where']>
}

const ask = (question: Pick<Opened, 'span' | 'where'>) => call('costs.calls', question)

/** The calls behind a sum. */
export default function CallsDrawer({ title, amount, span, where, onClose }: Opened & { onClose: () => void }) {
  const question = useMemo(() => ({ span, where }), [span, where])
  const { value, fault } = useAsked(ask, question)
  const heading = (
    <>
      <span className={styles.name}>{title}</span>
      <span className={styles.amount}>{amount}</span>
    </>
  )
  return (
    <SideDrawer title={heading} width={560} onClose={onClose}>
      <div data-keys="drawer" data-testid="costs-calls">
        {fault && <Empty title={sentence(fault)} />}
        {value === null && !fault && <Empty title={words.asking} />}
        {value && <Calls calls={value} />}
      </div>
    </SideDrawer>
  )
}

function Calls({ calls: { rows, more } }: { calls: CallsView }) {
  if (rows.length === 0) return <Empty title={words.none} hint={words.noneHint} />
  return (
    <>
      <p className={styles.count}>{more ? words.more(rows.length) : words.shown(rows.length)}</p>
      <ul className={styles.list} data-rows>
        {rows.map((row) => (
          <CallRow key={`${row.path}:${row.line}`} row={row} />
        ))}
      </ul>
    </>
  )
}
