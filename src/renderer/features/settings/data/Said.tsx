import { Problems } from '../../../parts/Problems'
import styles from './DataSection.module.css'
import type { useDoing } from './use-doing'

/** What came of it. */
export function Said({ doing: { said, fault } }: { doing: Pick<ReturnType<typeof useDoing>, 'said' | 'fault'> }) {
  return (
    <>
      {fault && <Problems fault={fault} />}
      <output className={`${styles.said} selectable`}>{said}</output>
    </>
  )
}
