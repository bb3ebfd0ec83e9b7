import { Button, Checkbox, TextInput } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Input.layer.css'
import { type FormEvent, useId, useState } from 'react'
import type { Fault } from '../../../../shared/faults'
import { duration } from '../../../../shared/format'
import { currentTime } from '../../../clock'
import { Problems } from '../../../parts/Problems'
import { localZone } from '../../../parts/time'
import { useOpened } from '../../../parts/use-opened'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { inLine, layout, TextRow } from '../form/fields'
import fields from '../form/fields.module.css'
import { checked, type Draft, type DraftFaults, idFor, momentOf, newDraft, type Window } from './maintenance-draft'
import styles from './Maintenance.module.css'

const words = texts.settings.alerts
const looks = { body: styles.box ?? '', label: styles.label ?? '' }

interface Props {
  taken: readonly string[]
  /** Why it wasn't taken. */
  fault: Fault | null
  onAdd: (window: Window) => Promise<boolean>
  onClose: () => void
}

/** Planned work being announced. */
export function MaintenanceForm({ taken, fault, onAdd, onClose }: Props) {
  const [draft, setDraft] = useState(() => newDraft(currentTime()))
  const [faults, setFaults] = useState<DraftFaults>({})
  const box = useOpened<HTMLFormElement>(onClose)
  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part })
    setFaults(Object.fromEntries(Object.entries(faults).filter(([name]) => !(name in part) && !('everything' in part && name === 'targets'))))
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const answer = checked(draft, currentTime())
    setFaults('faults' in answer ? answer.faults : {})
    if ('window' in answer) void onAdd({ id: idFor(answer.window.from, taken), ...answer.window })
    else box.current?.querySelector<HTMLElement>(`[name="${Object.keys(answer.faults)[0]}"]`)?.focus()
  }
  return (
    <form ref={box} className={styles.form} aria-label={words.newWindow} onSubmit={submit} noValidate>
      <TextRow label={words.what} name="title" first wide placeholder={words.whatExample} value={draft.title} fault={faults.title} onChange={(title) => change({ title })} />
      <MomentRow label={words.from} name="from" value={draft.from} fault={faults.from} onChange={(from) => change({ from })} />
      <MomentRow label={words.to} name="to" value={draft.to} fault={faults.to} hint={spanWords(draft)} onChange={(to) => change({ to })} />
      <Targets draft={draft} fault={faults.targets} onChange={change} />
      {fault && <Problems fault={fault} />}
      <div className={styles.buttons}>
        <Button type="submit" variant="filled">
          {words.add}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}

/** "2 h, Europe/Berlin" */
function spanWords({ from, to }: Draft): string | undefined {
  const begins = momentOf(from)
  const ends = momentOf(to)
  return begins !== null && ends !== null && ends > begins ? words.inZone(duration(ends - begins), localZone()) : undefined
}

interface MomentProps {
  label: string
  name: string
  value: string
  fault: string | undefined
  hint?: string | undefined
  onChange: (value: string) => void
}

function MomentRow({ label, name, value, fault, hint, onChange }: MomentProps) {
  return (
    <TextInput
      {...layout}
      type="datetime-local"
      label={label}
      name={name}
      value={value}
      error={fault}
      aria-invalid={fault !== undefined}
      inputContainer={inLine(styles.moment, hint && <span className={fields.unit}>{hint}</span>)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

interface TargetsProps {
  draft: Draft
  fault: string | undefined
  onChange: (part: Partial<Draft>) => void
}

/** Everything, or some of what is looked at. */
function Targets({ draft: { everything, targets }, fault, onChange }: TargetsProps) {
  const components = useConsole((state) => state.snapshot?.components)
  const label = useId()
  const turn = (target: string, on: boolean): void => onChange({ targets: on ? [...targets, target] : targets.filter((one) => one !== target) })
  return (
    <fieldset className={fields.row} aria-labelledby={label}>
      <span id={label} className={fields.label}>
        {words.targets}
      </span>
      <div className={styles.targets}>
        <Checkbox name="targets" size="xs" classNames={looks} label={words.everything} checked={everything} onChange={(event) => onChange({ everything: event.currentTarget.checked })} />
        {!everything &&
          components?.map(({ target, title }) => (
            <Checkbox key={target} size="xs" classNames={looks} label={title} checked={targets.includes(target)} onChange={(event) => turn(target, event.currentTarget.checked)} />
          ))}
      </div>
      {fault && (
        <p className={fields.fault} role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
