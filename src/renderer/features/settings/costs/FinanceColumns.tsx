import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Fault } from '../../../../shared/faults'
import type { FinanceColumns as Offered } from '../../../../shared/ipc'
import { call } from '../../../bridge'
import { Problems } from '../../../parts/Problems'
import { texts } from '../../../texts'
import { FieldFrame } from '../Field'
import { ChoiceField } from '../form/fields'
import { unset } from '../removal'
import { type Setting, useSetting } from '../use-setting'
import styles from './costs.module.css'
import { choicesFor, type Columns, columnsOf, type Draft, draftOf, isComplete, parts } from './finance-draft'

const words = texts.settings.costs

/** Which columns of the Finance table mean what: guessed, and counted once somebody has confirmed it. */
export function FinanceColumns() {
  const setting = useSetting('notion', 'financeColumns')
  const [asking, setAsking] = useState(false)
  const [offered, setOffered] = useState<Offered | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const ask = async (): Promise<void> => {
    if (asking) return
    setAsking(true)
    setFault(null)
    const answer = await call('notion.financeColumns')
    setAsking(false)
    if (answer.ok) setOffered(answer.value)
    else setFault(answer.error)
  }
  return (
    <>
      <p className={styles.hint}>{words.financeHint}</p>
      <FieldFrame label={words.financeState} setting={setting}>
        <span className={styles.hint}>{setting.value ? words.financeSet : words.financeUnset}</span>
        {offered === null && (
          <Button aria-disabled={asking} onClick={() => void ask()}>
            {asking ? words.financeAsking : setting.value ? words.financeChange : words.financeMatch}
          </Button>
        )}
        {setting.value && offered === null && (
          <Button variant="subtle" color="gray" onClick={() => void unset(setting, words.financeWhat)}>
            {words.financeForget}
          </Button>
        )}
      </FieldFrame>
      {fault && <Problems fault={fault} />}
      {offered && <Match offered={offered} setting={setting} onClose={() => setOffered(null)} />}
    </>
  )
}

function Match({ offered, setting, onClose }: { offered: Offered; setting: Setting<Columns | null>; onClose: () => void }) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(offered, setting.value ?? null))
  const complete = isComplete(draft)
  const confirm = async (): Promise<void> => {
    if (complete && (await setting.save(columnsOf(draft)))) onClose()
  }
  return (
    <>
      {parts.map((part) => (
        <ChoiceField
          key={part}
          label={words.financeColumns[part]}
          value={draft[part]}
          choices={choicesFor(part, offered)}
          fault={undefined}
          onChange={(id) => setDraft({ ...draft, [part]: id })}
        />
      ))}
      <div className={styles.buttons}>
        <Button variant="filled" disabled={!complete} onClick={() => void confirm()}>
          {words.financeConfirm}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </>
  )
}
