import { Button } from '@mantine/core'
import { useState } from 'react'
import type { PastedSecret } from '../../../../shared/settings'
import { call, sentence } from '../../../bridge'
import { IconPlus } from '../../../parts/icons'
import { takeSettings, useConsole } from '../../../store'
import { texts } from '../../../texts'
import { idFor } from '../checks/check-id'
import styles from './service.module.css'

const words = texts.settings.services

interface Props {
  secret: PastedSecret
  /** The kind of check that watches this service. */
  kind: string
  id: string
}

/** A connected service that nothing looks at yet: one click puts it on the overview. */
export function WatchIt({ secret, kind, id }: Props) {
  const connected = useConsole((state) => state.settings?.secrets[secret].present ?? false)
  const list = useConsole((state) => state.settings?.settings.checks.list)
  const [said, setSaid] = useState('')
  if (!list || !connected) return null
  const name = words.names[secret]
  const watched = list.some((check) => check.kind === kind)
  const add = async (): Promise<void> => {
    const taken = list.map((check) => check.id)
    const answer = await call('checks.save', { check: { id: idFor(id, kind, taken), kind, title: name }, secrets: {} })
    if (answer.ok) takeSettings(answer.value)
    setSaid(answer.ok ? words.watched(name) : sentence(answer.error))
  }
  return (
    <>
      {!watched && (
        <Button variant="subtle" color="gray" className={styles.flush ?? ''} leftSection={<IconPlus size={14} aria-hidden />} onClick={() => void add()}>
          {words.watchIt}
        </Button>
      )}
      <output className={styles.said}>{said}</output>
    </>
  )
}
