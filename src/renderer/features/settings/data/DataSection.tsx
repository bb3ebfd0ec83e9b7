import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Fault } from '../../../../shared/faults'
import type { CallOutput } from '../../../../shared/ipc'
import { call } from '../../../bridge'
import { Problems } from '../../../parts/Problems'
import { takeSettings } from '../../../store'
import { texts } from '../../../texts'
import { Section } from '../Section'
import styles from './DataSection.module.css'
import { Differences } from './Differences'

const words = texts.settings.data

type Preview = NonNullable<CallOutput<'config.preview'>>

/** All settings as one file: out, and in after a look at what it would change. */
export function DataSection() {
  const [said, setSaid] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [applying, setApplying] = useState(false)
  const start = (): void => {
    setSaid('')
    setFault(null)
    setPreview(null)
  }

  const write = async (): Promise<void> => {
    start()
    const answer = await call('config.export')
    if (!answer.ok) return setFault(answer.error)
    if (answer.value !== null) setSaid(words.exported(answer.value))
  }
  const read = async (): Promise<void> => {
    start()
    const answer = await call('config.preview')
    if (!answer.ok) return setFault(answer.error)
    if (answer.value === null) return
    if (answer.value.changes.length === 0) return setSaid(words.same(answer.value.file))
    setPreview(answer.value)
  }
  const apply = async (): Promise<void> => {
    setApplying(true)
    const answer = await call('config.apply')
    setApplying(false)
    setPreview(null)
    if (!answer.ok) return setFault(answer.error)
    takeSettings(answer.value)
    setSaid(words.applied)
  }
  return (
    <Section id="data" intro={words.intro}>
      <div className={styles.buttons}>
        <Button onClick={() => void write()}>{words.export}</Button>
        <Button onClick={() => void read()}>{words.import}</Button>
      </div>
      {fault && <Problems fault={fault} />}
      {preview && <Differences file={preview.file} changes={preview.changes} applying={applying} onApply={() => void apply()} onCancel={start} />}
      <output className={`${styles.said} selectable`}>{said}</output>
    </Section>
  )
}
