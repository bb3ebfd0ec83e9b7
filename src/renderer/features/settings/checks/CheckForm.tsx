import { Button } from '@mantine/core'
import { type FormEvent, useEffect, useId, useRef } from 'react'
import type { KindView } from '../../../../shared/forms'
import type { Reading } from '../../../../shared/model'
import type { Check } from '../../../../shared/settings'
import { Problems } from '../../../parts/Problems'
import { StatusMark } from '../../../parts/StatusMark'
import { useOpened } from '../../../parts/use-opened'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { KindField, SwitchRow, TextRow } from '../form/fields'
import { SecretRow } from '../form/SecretRow'
import { PlainFileConsent } from '../services/Consent'
import styles from './CheckForm.module.css'
import { titleOf } from './draft'
import { type CheckFormState, useCheckForm } from './use-check-form'

const words = texts.settings.checks

interface Props {
  /** null: a new one. */
  check: Check | null
  kind: KindView
  taken: readonly string[]
  onSaved: (id: string, said: string) => void
  onClose: () => void
  /** To the choice of another kind. */
  onBack?: () => void
}

/** The form of one check, drawn from its kind. Enter tests it, and saves it once a test went well. */
export function CheckForm({ check, kind, taken, onSaved, onClose, onBack }: Props) {
  const form = useCheckForm({ kind, check, taken, onSaved })
  const { draft, change, faults, refusals, said, step, reading, next } = form
  const kept = useConsole((state) => state.settings?.checkSecrets)
  const heading = useId()
  const box = useOpened<HTMLFormElement>(onClose)
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input, select')?.focus({ preventScroll: true })
  }, [box])
  useEffect(() => {
    if (refusals > 0) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [box, refusals])
  const foot = useRef<HTMLDivElement>(null)
  // Enter was pressed in a field above: what came of it stands below.
  const tellsBelow = reading !== null || (said !== null && Object.keys(faults).length === 0)
  useEffect(() => {
    if (tellsBelow) foot.current?.scrollIntoView({ block: 'nearest' })
  }, [tellsBelow])

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (step !== 'editing') return
    void (next === 'save' ? form.save() : form.test())
  }
  const setValue = (name: string, value: string | boolean): void => change(name, { values: { ...draft.values, [name]: value } })
  const title = titleOf(draft, kind)
  return (
    <form ref={box} className={styles.form} noValidate aria-labelledby={heading} data-testid="check-form" onSubmit={submit}>
      <h3 id={heading}>{check ? kind.title : words.newOf(kind.title)}</h3>
      <p className={styles.description}>{kind.description}</p>
      {kind.fields.map((field) => (
        <KindField key={field.name} field={field} value={draft.values[field.name] ?? ''} fault={faults[field.name]} onChange={(value) => setValue(field.name, value)} />
      ))}
      {kind.secrets.map((field) => (
        <SecretRow
          key={field.name}
          field={field}
          kept={check ? kept?.[`check:${check.id}.${field.name}`] : undefined}
          typed={draft.secrets[field.name]}
          fault={faults[field.name]}
          onChange={(value) => change(field.name, { secrets: withSecret(draft.secrets, field.name, value) })}
        />
      ))}
      <TextRow
        label={words.name}
        hint={words.knownAs(form.id)}
        value={title}
        fault={faults['title']}
        wide
        onChange={(value) => change('title', { title: value })}
        onLeave={() => draft.title?.trim() === '' && change('title', { title: null })}
      />
      <TextRow label={words.interval} hint={words.intervalHint} placeholder={words.asOthers} value={draft.every} fault={faults['everySeconds']} onChange={(every) => change('everySeconds', { every })} />
      <SwitchRow label={words.watchValue} hint={words.watchValueHint} value={draft.watchValue} onChange={(watchValue) => change('watchValue', { watchValue })} />
      <div ref={foot} className={styles.foot}>
        <output className={styles.result} data-testid="check-result">
          {reading && <Found reading={reading} />}
        </output>
        {said && <Problems fault={said} />}
        {step === 'consent' ? <PlainFileConsent onAccept={() => void form.save(true)} onCancel={form.dropConsent} /> : <Buttons form={form} isNew={check === null} onClose={onClose} onBack={onBack} />}
      </div>
    </form>
  )
}

const withSecret = (secrets: Readonly<Record<string, string>>, name: string, value: string | null): Record<string, string> => {
  const { [name]: _before, ...others } = secrets
  return value === null ? others : { ...others, [name]: value }
}

/** What the test found, in words. */
function Found({ reading }: { reading: Reading }) {
  const { status, figure, message, hint } = reading
  const said = [figure, message].filter(Boolean).join(' · ')
  return (
    <>
      <StatusMark status={status} label />
      <span className={styles.found}>
        <span className={styles.strong}>{words.verdicts[status]}</span> {said} {hint && <span className={styles.hint}>{hint}</span>}
      </span>
    </>
  )
}

interface ButtonsProps {
  form: CheckFormState
  isNew: boolean
  onClose: () => void
  onBack: (() => void) | undefined
}

/** The filled one is what Enter does. */
function Buttons({ form, isNew, onClose, onBack }: ButtonsProps) {
  const { step, next, unwell } = form
  const saveWords = isNew ? (unwell ? words.addAnyway : words.addIt) : unwell ? words.saveAnyway : words.save
  const busy = step !== 'editing'
  const look = (first: boolean) => ({ type: first ? 'submit' : 'button', variant: first ? 'filled' : 'default', 'aria-disabled': busy }) as const
  return (
    <div className={styles.buttons}>
      <Button data-testid="check-test" {...look(next === 'test')} aria-busy={step === 'testing'} onClick={next === 'test' ? undefined : () => !busy && void form.test()}>
        {step === 'testing' ? words.testing : words.test}
      </Button>
      <Button data-testid="check-save" {...look(next === 'save')} aria-busy={step === 'saving'} onClick={next === 'save' ? undefined : () => !busy && void form.save()}>
        {step === 'saving' ? words.saving : saveWords}
      </Button>
      <Button variant="subtle" color="gray" onClick={onClose}>
        {words.cancel}
      </Button>
      {onBack && (
        <Button variant="subtle" color="gray" className={styles.back ?? ''} onClick={onBack}>
          {words.back}
        </Button>
      )}
    </div>
  )
}
