import { Button, NativeSelect, Switch, TextInput } from '@mantine/core'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { type ReactNode, useId } from 'react'
import type { FormField } from '../../../../shared/forms'
import { call } from '../../../bridge'
import { classes } from '../../../parts/classes'
import { showNotice } from '../../../store'
import { texts } from '../../../texts'
import styles from './fields.module.css'

const words = texts.settings.checks

/** Label beside, control, then what it means and what is wrong with it: read out with the control. */
const order: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']
export const layout = {
  inputWrapperOrder: order,
  classNames: { root: styles.row ?? '', wrapper: styles.bare ?? '', label: styles.label ?? '', description: styles.hint ?? '', error: styles.fault ?? '' },
  autoComplete: 'off',
  spellCheck: false,
}

/** A control as wide as its values are, and what stands beside it. */
export const inLine = (width: string | undefined, after?: ReactNode) =>
  function line(input: ReactNode) {
    return (
      <div className={styles.line}>
        <div className={width}>{input}</div>
        {after}
      </div>
    )
  }

interface TextProps {
  label: string
  hint?: string | null
  placeholder?: string
  unit?: string | null
  value: string
  fault?: string | undefined
  figures?: boolean
  wide?: boolean
  name?: string
  /** Takes the focus when its form opens. */
  first?: boolean
  /** Beside the field. */
  after?: ReactNode
  onChange: (value: string) => void
  onLeave?: () => void
}

export function TextRow({ label, hint, placeholder, unit, value, fault, figures = false, wide = false, name, first, after, onChange, onLeave }: TextProps) {
  return (
    <TextInput
      {...layout}
      label={label}
      description={hint}
      error={fault}
      value={value}
      inputMode={figures ? 'decimal' : 'text'}
      name={name}
      data-first={first}
      inputContainer={inLine(
        wide ? styles.wide : styles.narrow,
        <>
          {unit && <span className={styles.unit}>{unit}</span>}
          {after}
        </>,
      )}
      {...(placeholder ? { placeholder } : {})}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={onLeave}
    />
  )
}

interface FieldProps {
  field: FormField
  value: string | boolean
  fault: string | undefined
  onChange: (value: string | boolean) => void
}

/** A field without a value of its own may stay empty. */
const hintOf = ({ optional, initial, description, control }: FormField): string | null => {
  const mark = optional && initial === null && control !== 'switch' ? words.optional : null
  return [mark, description].filter(Boolean).join(' ') || null
}

/** One field of a kind's settings. */
export function KindField({ field, value, fault, onChange }: FieldProps) {
  if (field.control === 'switch') return <SwitchRow label={field.title} hint={field.description} value={value === true} onChange={onChange} />
  if (field.control === 'choice') return <ChoiceRow field={field} value={String(value)} fault={fault} onChange={onChange} />
  const figures = field.control === 'figure'
  return (
    <TextRow
      label={field.title}
      hint={hintOf(field)}
      unit={field.unit}
      value={String(value)}
      fault={fault}
      figures={figures}
      wide={!figures}
      after={field.pick && <PickButton pick={field.pick} title={field.title} onPick={onChange} />}
      {...(field.example === null ? {} : { placeholder: field.example })}
      onChange={onChange}
    />
  )
}

interface SwitchProps {
  label: string
  hint: string | null
  value: boolean
  onChange: (value: boolean) => void
}

export function SwitchRow({ label, hint, value, onChange }: SwitchProps) {
  const id = useId()
  return (
    <div className={styles.row}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={classes(styles.line, styles.switch)}>
        <Switch id={id} checked={value} description={hint} classNames={{ description: styles.beside ?? '' }} onChange={(event) => onChange(event.currentTarget.checked)} />
      </div>
    </div>
  )
}

function ChoiceRow({ field, value, fault, onChange }: { field: FormField; value: string; fault: string | undefined; onChange: (value: string) => void }) {
  const none = field.optional && field.initial === null ? [{ value: '', label: words.noChoice }] : []
  return <ChoiceField label={field.title} hint={hintOf(field)} value={value} choices={[...none, ...(field.choices ?? [])]} fault={fault} onChange={onChange} />
}

interface ChoiceProps {
  label: string
  hint?: string | null
  value: string
  choices: { value: string; label: string }[]
  fault: string | undefined
  onChange: (value: string) => void
}

export function ChoiceField({ label, hint, value, choices, fault, onChange }: ChoiceProps) {
  return (
    <NativeSelect
      {...layout}
      label={label}
      description={hint}
      error={fault}
      value={value}
      data={choices}
      inputContainer={inLine(styles.choice)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function PickButton({ pick, title, onPick }: { pick: 'file' | 'folder'; title: string; onPick: (path: string) => void }) {
  const open = async (): Promise<void> => {
    const answer = await call(pick === 'file' ? 'dialog.pickFile' : 'dialog.pickFolder', { title })
    if (!answer.ok) return showNotice(answer.error)
    if (answer.value !== null) onPick(answer.value)
  }
  return <Button onClick={() => void open()}>{pick === 'file' ? words.pickFile : words.pickFolder}</Button>
}
