import { Button } from '@mantine/core'
import { useState } from 'react'
import { call, sentence } from '../../../bridge'
import { SideDrawer } from '../../../parts/SideDrawer'
import { texts } from '../../../texts'
import styles from './about.module.css'

const words = texts.settings.about

/** One file for somebody who helps; all of it is seen before it is saved. */
export function Report() {
  const [text, setText] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const make = async (): Promise<void> => {
    setSaid('')
    setBusy(true)
    const answer = await call('report.make')
    setBusy(false)
    if (answer.ok) setText(answer.value)
    else setSaid(sentence(answer.error))
  }
  const save = async (): Promise<void> => {
    const answer = await call('report.save')
    if (!answer.ok) return setSaid(sentence(answer.error))
    if (answer.value === null) return
    setSaid(words.saved(answer.value))
    setText(null)
  }
  return (
    <>
      <Button data-testid="make-report" aria-disabled={busy} aria-busy={busy} onClick={() => !busy && void make()}>
        {words.makeReport}
      </Button>
      <output className={styles.said}>{said}</output>
      {text !== null && (
        <SideDrawer title={words.reportTitle} width={640} onClose={() => setText(null)}>
          <div className={styles.drawer}>
            <p>{words.reportSays}</p>
            <div>
              <Button data-testid="save-report" variant="filled" onClick={() => void save()}>
                {words.saveReport}
              </Button>
            </div>
            <textarea className={styles.report} readOnly spellCheck={false} aria-label={words.reportTitle} data-testid="report-text" value={text} />
          </div>
        </SideDrawer>
      )}
    </>
  )
}
