import { Switch, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { sentence } from '../../bridge'
import { texts } from '../../texts'
import styles from './Field.module.css'
import type { Setting } from './use-setting'

interface FrameProps {
  label: string
  hint?: string | undefined
  setting: Pick<Setting<unknown>, 'variable' | 'state' | 'fault'>
  /** The control's id; a group of controls has none. */
  controlId?: string
  children: ReactNode
}

/** Label, control, what it means, and how saving it went. */
export function FieldFrame({ label, hint, setting, controlId, children }: FrameProps) {
  const said = setting.variable ? texts.settings.fromVariableHint(setting.variable) : hint
  return (
    <div className={styles.field} data-field={label}>
      {controlId ? (
        <label className={styles.label} htmlFor={controlId}>
          {label}
        </label>
      ) : (
        <span className={styles.label}>{label}</span>
      )}
      <div className={styles.control}>
        <div className={styles.line}>
          {children}
          {said && <p className={styles.hint}>{said}</p>}
          <SavedWord setting={setting} />
        </div>
        {setting.fault && (
          <p className={styles.fault} role="alert">
            {sentence(setting.fault)}
          </p>
        )}
      </div>
    </div>
  )
}

function SavedWord({ setting }: { setting: FrameProps['setting'] }) {
  return (
    <output className={styles.saved}>{setting.state === 'saved' ? texts.settings.saved : ''}</output>
  )
}

interface TextProps {
  label: string
  hint?: string
  unit?: string
  setting: Pick<Setting<unknown>, 'variable' | 'state' | 'fault'>
  shown: string
  placeholder?: string
  wide?: boolean
  figures?: boolean
  /** Beside the field. */
  after?: ReactNode
  /** Tells whether it was taken. */
  onSave: (text: string) => Promise<boolean>
}

/** A line of text that is saved when it is left or Enter is pressed; Esc takes the change back. */
export function TextField({ label, hint, unit, setting, shown, placeholder, wide = false, figures = false, after, onSave }: TextProps) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const commit = async (): Promise<void> => {
    if (draft === null) return
    const text = draft.trim()
    // A refused text stays in the field, to be put right.
    if (text === shown || (await onSave(text))) setDraft(null)
  }
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') void commit()
    if (event.key === 'Escape') setDraft(null)
  }

  return (
    <FieldFrame label={label} hint={hint} setting={setting} controlId={id}>
      <TextInput
        id={id}
        className={(wide ? styles.wide : styles.narrow) ?? ''}
        value={draft ?? shown}
        readOnly={setting.variable !== null}
        error={setting.fault !== null}
        inputMode={figures ? 'decimal' : 'text'}
        spellCheck={false}
        autoComplete="off"
        {...(placeholder ? { placeholder } : {})}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => void commit()}
        onKeyDown={press}
      />
      {unit && <span className={styles.unit}>{unit}</span>}
      {after}
    </FieldFrame>
  )
}

interface NumberProps {
  label: string
  hint?: string
  unit?: string
  setting: Setting<number>
}

export function NumberField({ label, hint, unit, setting }: NumberProps) {
  const [wrong, setWrong] = useState(false)
  const fault = wrong ? { code: 'invalid_input' as const, message: texts.settings.notNumber, hint: null } : setting.fault
  const save = async (text: string): Promise<boolean> => {
    const value = Number(text.replace(',', '.'))
    const usable = text !== '' && Number.isFinite(value)
    setWrong(!usable)
    return usable && setting.save(value)
  }
  return (
    <TextField
      label={label}
      {...(hint ? { hint } : {})}
      {...(unit ? { unit } : {})}
      setting={{ ...setting, fault }}
      shown={setting.value === undefined ? '' : String(setting.value)}
      figures
      onSave={save}
    />
  )
}

interface SwitchProps {
  label: string
  hint?: string
  setting: Setting<boolean>
}

export function SwitchField({ label, hint, setting }: SwitchProps) {
  const id = useId()
  return (
    <FieldFrame label={label} hint={hint} setting={setting} controlId={id}>
      <Switch
        id={id}
        checked={setting.value ?? false}
        disabled={setting.variable !== null}
        onChange={(event) => void setting.save(event.currentTarget.checked)}
      />
    </FieldFrame>
  )
}
