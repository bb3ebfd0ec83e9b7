import { Button, PasswordInput } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/PasswordInput.layer.css'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { LinkId } from '../../../../shared/links'
import type { PastedSecret } from '../../../../shared/settings'
import { texts } from '../../../texts'
import { PlainFileConsent } from './Consent'
import { LinkButton } from './LinkButton'
import styles from './service.module.css'
import type { useConnect } from './use-connect'

const words = texts.settings.services

interface Props {
  secret: PastedSecret
  link: LinkId | null
  way: ReturnType<typeof useConnect>
}

export function PasteForm({ secret, link, way }: Props) {
  const [value, setValue] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const { state } = way
  const testing = state.step === 'testing'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!testing) void way.connect(value, false)
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <PasswordInput
        ref={field}
        className={styles.input ?? ''}
        label={words.label[secret]}
        placeholder={words.placeholder[secret]}
        value={value}
        error={state.step === 'refused' ? state.said : null}
        aria-invalid={state.step === 'refused'}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setValue(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') way.close()
        }}
      />
      {state.step === 'consent' ? (
        <PlainFileConsent onAccept={() => void way.connect(value, true)} onCancel={way.close} />
      ) : (
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" aria-disabled={testing} aria-busy={testing}>
            {testing ? words.testing : words.test}
          </Button>
          <Button variant="subtle" color="gray" onClick={way.close}>
            {words.cancel}
          </Button>
          {link && <LinkButton link={link}>{words.where}</LinkButton>}
        </div>
      )}
    </form>
  )
}
