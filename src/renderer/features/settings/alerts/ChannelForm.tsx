import { Button } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useId } from 'react'
import { Problems } from '../../../parts/Problems'
import { useOpened } from '../../../parts/use-opened'
import { texts } from '../../../texts'
import { PlainFileConsent } from '../services/Consent'
import styles from './ChannelForm.module.css'
import type { Saving } from './use-saving'

const words = texts.settings.alerts

interface Props {
  title: string
  about: string
  saving: Saving
  /** Raised whenever fields were found wrong: the first of them gets the focus. */
  refusals: number
  /** Something is wrong that no field is to blame for. */
  blamed: boolean
  onSubmit: (allowPlainFile: boolean) => void
  onClose: () => void
  children: ReactNode
}

/** The form of a channel, in the place of its row. */
export function ChannelForm({ title, about, saving, refusals, blamed, onSubmit, onClose, children }: Props) {
  const heading = useId()
  const box = useOpened<HTMLFormElement>(onClose)
  const busy = saving.step === 'saving'
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true })
  }, [box])
  useEffect(() => {
    if (refusals > 0) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [box, refusals])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (saving.step === 'editing') onSubmit(false)
  }
  return (
    <form ref={box} className={styles.form} noValidate aria-labelledby={heading} data-testid="channel-form" onSubmit={submit}>
      <h4 id={heading}>{title}</h4>
      <p className={styles.about}>{about}</p>
      {children}
      {saving.fault && blamed && <Problems fault={saving.fault} />}
      {saving.step === 'consent' ? (
        <PlainFileConsent onAccept={() => onSubmit(true)} onCancel={saving.dropConsent} />
      ) : (
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" aria-disabled={busy} aria-busy={busy}>
            {busy ? words.saving : words.save}
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            {words.cancel}
          </Button>
        </div>
      )}
    </form>
  )
}
