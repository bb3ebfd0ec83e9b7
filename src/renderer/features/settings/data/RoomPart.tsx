import type { DataView, RoomKind } from '../../../../shared/data'
import { bytes } from '../../../../shared/format'
import { texts } from '../../../texts'
import { NumberField } from '../Field'
import { Part } from '../Part'
import { useSetting } from '../use-setting'
import styles from './DataSection.module.css'
import { FiguresHead } from './FiguresHead'
import { FreeSpace } from './FreeSpace'
import { dayOf, shownKinds } from './room-rows'

const words = texts.settings.data

interface Props {
  view: DataView | null
  onChanged: () => void
}

/** How much of what is kept, for how long, and how to have less. */
export function RoomPart({ view, onChanged }: Props) {
  return (
    <Part title={words.room} testId="data-room">
      {view && <RoomTable kinds={shownKinds(view.room)} />}
      {view?.freeBytes != null && <p className={styles.hint}>{words.free(bytes(view.freeBytes))}</p>}
      <NumberField label={words.rawDays} unit={words.days} hint={words.rawDaysHint} setting={useSetting('data', 'rawDays')} />
      <NumberField label={words.coarseDays} unit={words.days} hint={words.coarseDaysHint} setting={useSetting('data', 'coarseDays')} />
      <FreeSpace onChanged={onChanged} />
    </Part>
  )
}

function RoomTable({ kinds }: { kinds: readonly RoomKind[] }) {
  return (
    <table className={styles.room}>
      <FiguresHead figures={[words.size, words.amount]}>
        <th scope="col">{words.since}</th>
      </FiguresHead>
      <tbody>
        {kinds.map(({ id, bytes: size, count, since }) => (
          <tr key={id} data-testid={`room-${id}`}>
            <th scope="row">{words.kinds[id]}</th>
            <td className={styles.figure}>{bytes(size)}</td>
            <td className={styles.figure}>{words.counted(id, count)}</td>
            <td>{since === null ? '' : dayOf(since)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
