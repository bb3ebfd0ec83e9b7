import type { Holdings, RestorePreview as Preview } from '../../../../shared/data'
import { bytes } from '../../../../shared/format'
import { Facts } from '../../../parts/Facts'
import { exactTime } from '../../../parts/time'
import { useOpened } from '../../../parts/use-opened'
import { useReturnFocus } from '../../../parts/use-return-focus'
import { texts } from '../../../texts'
import styles from './DataSection.module.css'
import { Decision } from './Decision'
import { DifferenceTable } from './Differences'
import { FiguresHead } from './FiguresHead'

const words = texts.settings.data
const facts = words.previewFacts

interface Props {
  preview: Preview
  busy: boolean
  onRestore: () => void
  onCancel: () => void
}

/** What a backup is, and what would be otherwise, before anything is touched. */
export function RestorePreview({ preview, busy, onRestore, onCancel }: Props) {
  useReturnFocus()
  const box = useOpened<HTMLFieldSetElement>(() => !busy && onCancel())
  const { file, at, version, bytes: size, holds, now, logs, changes } = preview
  return (
    <fieldset ref={box} aria-label={words.preview(exactTime(at))} className={styles.preview} data-testid="restore-preview">
      <h4 className={styles.title}>{words.preview(exactTime(at))}</h4>
      <Facts
        facts={[
          [facts.file, <span key="file" className={`${styles.file} selectable`}>{file}</span>],
          [facts.version, version],
          [facts.size, bytes(size)],
          [facts.logs, words.counted('logs', logs)],
        ]}
      />
      <Held now={now} then={holds} />
      <p>{changes.length === 0 ? words.settingsSame : words.settingsDiffer(changes.length)}</p>
      {changes.length > 0 && <DifferenceTable changes={changes} after={facts.inBackup} />}
      <p>{words.restoreSays}</p>
      <Decision label={words.doRestore} busy={busy} testId="do-restore" onDo={onRestore} onCancel={onCancel} />
    </fieldset>
  )
}

/** How much of each there is now, and was then. */
function Held({ now, then }: { now: Holdings; then: Holdings }) {
  const rows = ['incidents', 'samples', 'hours', 'notes'] as const
  return (
    <table className={styles.room}>
      <FiguresHead figures={[facts.now, facts.inBackup]} />
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <th scope="row">{facts[row]}</th>
            <td className={styles.figure}>{now[row].toLocaleString('en-US')}</td>
            <td className={styles.figure}>{then[row].toLocaleString('en-US')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
