import { Button } from '@mantine/core'
import { useState } from 'react'
import { call, sentence } from '../../../bridge'
import { texts } from '../../../texts'
import styles from './about.module.css'

const words = texts.settings.about

/** A folder of the console, and a way into it. */
export function Folder({ which, path, name }: { which: 'data' | 'logs'; path: string; name: string }) {
  const [said, setSaid] = useState('')
  const open = async (): Promise<void> => {
    const answer = await call('open.folder', { which })
    setSaid(answer.ok ? '' : sentence(answer.error))
  }
  return (
    <span className={styles.folder}>
      <span className={`${styles.path} selectable`}>{path}</span>
      <Button aria-label={words.openOf(name)} onClick={() => void open()}>
        {words.open}
      </Button>
      {said && <span role="alert">{said}</span>}
    </span>
  )
}
