import { Button } from '@mantine/core'
import { useState } from 'react'
import type { DataView, RestorePreview as Preview } from '../../../../shared/data'
import { call } from '../../../bridge'
import { WorkProgress } from '../../../parts/WorkProgress'
import { texts } from '../../../texts'
import { NumberField, SwitchField } from '../Field'
import { Part } from '../Part'
import { useSetting } from '../use-setting'
import { BackupList } from './BackupList'
import styles from './DataSection.module.css'
import { RestorePreview } from './RestorePreview'
import { Said } from './Said'
import { useDoing } from './use-doing'

const words = texts.settings.data

interface Props {
  view: DataView | null
  onChanged: () => void
}

/** Copies of everything, by hand and by itself, and the way back to one of them. */
export function BackupsPart({ view, onChanged }: Props) {
  const doing = useDoing()
  const [preview, setPreview] = useState<Preview | null>(null)
  const backUp = async (elsewhere: boolean): Promise<void> => {
    setPreview(null)
    const file = await doing.run(() => call('data.backUp', { elsewhere }))
    if (typeof file === 'string') doing.say(words.backedUp(file))
    onChanged()
  }
  const examine = async (name: string | null): Promise<void> => {
    setPreview(null)
    const found = await doing.run(() => call('data.examine', { name }))
    if (found) setPreview(found)
  }
  const restore = async (): Promise<void> => {
    const done = await doing.run(async () => {
      const answer = await call('data.restore')
      return answer.ok ? { ok: true, value: true } : answer
    })
    setPreview(null)
    if (done) doing.say(words.restarting)
    else onChanged()
  }
  const ifIdle = (act: () => Promise<void>) => () => void (doing.busy || act())
  const drop = (): void => {
    setPreview(null)
    void call('data.discard')
  }
  return (
    <Part title={words.backups} testId="data-backups">
      <p className={styles.hint}>{words.backupsIntro}</p>
      <SwitchField label={words.daily} hint={words.dailyHint} setting={useSetting('data', 'backupDaily')} />
      <NumberField label={words.kept} unit={words.keptUnit} setting={useSetting('data', 'backupsKept')} />
      <div className={styles.buttons}>
        <Button data-testid="back-up" aria-disabled={doing.busy} onClick={ifIdle(() => backUp(false))}>
          {words.backUp}
        </Button>
        <Button aria-disabled={doing.busy} onClick={ifIdle(() => backUp(true))}>
          {words.backUpElsewhere}
        </Button>
        <Button data-testid="restore-file" aria-disabled={doing.busy} onClick={ifIdle(() => examine(null))}>
          {words.restoreFile}
        </Button>
      </div>
      {preview && <RestorePreview preview={preview} busy={doing.busy} onRestore={() => void restore()} onCancel={drop} />}
      {['backup', 'examine', 'restore'].map((id) => (
        <WorkProgress key={id} id={id} />
      ))}
      <Said doing={doing} />
      {view && <BackupList backups={view.backups} onRestore={(name) => ifIdle(() => examine(name))()} />}
    </Part>
  )
}
