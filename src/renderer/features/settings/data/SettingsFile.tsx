import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CallOutput } from '../../../../shared/ipc'
import { call } from '../../../bridge'
import { takeSettings } from '../../../store'
import { texts } from '../../../texts'
import { Part } from '../Part'
import styles from './DataSection.module.css'
import { Differences } from './Differences'
import { Said } from './Said'
import { useDoing } from './use-doing'

const words = texts.settings.data

type Preview = NonNullable<CallOutput<'config.preview'>>

/** All settings as one file: out, and in after a look at what it would change. */
export function SettingsFile() {
  const doing = useDoing()
  const [preview, setPreview] = useState<Preview | null>(null)
  const start = (): void => {
    doing.start()
    setPreview(null)
  }
  const write = async (): Promise<void> => {
    start()
    const file = await doing.run(() => call('config.export'))
    if (typeof file === 'string') doing.say(words.exported(file))
  }
  const read = async (): Promise<void> => {
    start()
    const found = await doing.run(() => call('config.preview'))
    if (found && found.changes.length === 0) doing.say(words.same(found.file))
    else setPreview(found ?? null)
  }
  const apply = async (): Promise<void> => {
    const view = await doing.run(() => call('config.apply'))
    setPreview(null)
    if (!view) return
    takeSettings(view)
    doing.say(words.applied)
  }
  return (
    <Part title={words.settingsFile} testId="data-settings-file">
      <p className={styles.hint}>{words.intro}</p>
      <div className={styles.buttons}>
        <Button onClick={() => void write()}>{words.exportSettings}</Button>
        <Button onClick={() => void read()}>{words.import}</Button>
      </div>
      {preview && <Differences file={preview.file} changes={preview.changes} applying={doing.busy} onApply={() => void apply()} onCancel={start} />}
      <Said doing={doing} />
    </Part>
  )
}
