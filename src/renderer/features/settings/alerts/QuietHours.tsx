import { useState } from 'react'
import { fault as faultOf, type Fault } from '../../../../shared/faults'
import { localZone } from '../../../parts/time'
import { texts } from '../../../texts'
import { SwitchField, TextField } from '../Field'
import { useSetting } from '../use-setting'
import styles from './AlertsSection.module.css'
import { type Hours, isOvernight, isZone, readClock, usualHours } from './quiet-hours'

const words = texts.settings.alerts

/** What can be changed: one field each, all of them one setting. */
type Part = 'on' | keyof Hours

/** The span of each day in which nothing is sent. */
export function QuietHours() {
  const setting = useSetting('alerts', 'quietHours')
  const [at, setAt] = useState<Part>('on')
  const [wrong, setWrong] = useState<Fault | null>(null)
  // Switched off and on again they are what they were.
  const [last, setLast] = useState<Hours | null>(null)
  const hours = setting.value ?? null
  /** How saving went is said at the field that was changed. */
  const of = (part: Part) => (part === at ? { ...setting, fault: wrong ?? setting.fault } : { variable: setting.variable, state: 'idle' as const, fault: null })
  const save = (part: Part, next: Hours | null): Promise<boolean> => {
    setAt(part)
    setWrong(null)
    return setting.save(next)
  }
  const refuse = async (part: Part, message: string): Promise<boolean> => {
    setAt(part)
    setWrong(faultOf('invalid_input', message))
    return false
  }
  const turn = (on: boolean): Promise<boolean> => {
    setLast(hours)
    return save('on', on ? (last ?? usualHours(localZone())) : null)
  }
  const saveTime = (part: 'from' | 'to', text: string): Promise<boolean> => {
    const time = readClock(text)
    if (!hours || time === null) return refuse(part, words.wrongClock)
    return time === hours[part === 'from' ? 'to' : 'from'] ? refuse(part, words.quietSame) : save(part, { ...hours, [part]: time })
  }
  return (
    <>
      <p className={styles.hint}>{words.quietHint}</p>
      <SwitchField label={words.quietUse} setting={{ ...setting, ...of('on'), value: hours !== null, save: turn }} />
      {hours && (
        <>
          <TextField label={words.quietFrom} setting={of('from')} shown={hours.from} onSave={(text) => saveTime('from', text)} />
          <TextField label={words.quietTo} setting={of('to')} shown={hours.to} {...(isOvernight(hours) ? { unit: words.quietNextDay } : {})} onSave={(text) => saveTime('to', text)} />
          <TextField
            label={words.zone}
            wide
            hint={words.zoneHint(localZone())}
            setting={of('zone')}
            shown={hours.zone}
            onSave={(zone) => (isZone(zone) ? save('zone', { ...hours, zone }) : refuse('zone', words.wrongZone))}
          />
          <SwitchField
            label={words.failuresThrough}
            hint={words.failuresThroughHint}
            setting={{ ...setting, ...of('failuresToo'), value: !hours.failuresToo, save: (through) => save('failuresToo', { ...hours, failuresToo: !through }) }}
          />
        </>
      )}
    </>
  )
}
