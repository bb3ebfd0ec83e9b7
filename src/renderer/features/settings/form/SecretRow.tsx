import { Button, PasswordInput } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/PasswordInput.layer.css'
import { useState } from 'react'
import type { SecretName, SecretState } from '../../../../shared/settings'
import { texts } from '../../../texts'
import { CredentialLine } from '../services/CredentialLine'
import { inLine, layout } from './fields'
import styles from './fields.module.css'

const words = texts.settings.checks

interface Props {
  field: { title: string; description?: string; placeholder?: string }
  /** What is kept already. */
  kept: SecretState | undefined
  /** null for a check's own. */
  secret?: SecretName | null
  /** Undefined: untouched. Empty: to be forgotten. */
  typed: string | undefined
  fault: string | undefined
  onChange: (value: string | null) => void
}

/** A credential in a form: never shown, only replaced or forgotten. */
export function SecretRow({ field, kept, secret = null, typed, fault, onChange }: Props) {
  const [replacing, setReplacing] = useState(false)
  const back = (): void => {
    setReplacing(false)
    onChange(null)
  }
  if (kept?.present && !replacing)
    return (
      <fieldset className={styles.row} aria-label={field.title}>
        <span className={styles.label}>{field.title}</span>
        <div className={styles.kept}>
          {typed === undefined ? (
            <>
              <div>
                <CredentialLine secret={secret} state={kept} />
              </div>
              <Button onClick={() => setReplacing(true)}>{words.replace}</Button>
              <Button variant="subtle" color="gray" onClick={() => onChange('')}>
                {words.forget}
              </Button>
            </>
          ) : (
            <>
              <span className={styles.quiet}>{words.forgotten}</span>
              <Button onClick={back}>{words.keep}</Button>
            </>
          )}
        </div>
      </fieldset>
    )
  return (
    <PasswordInput
      {...layout}
      label={field.title}
      description={field.description}
      placeholder={field.placeholder}
      error={fault}
      aria-invalid={fault !== undefined}
      value={typed ?? ''}
      inputContainer={inLine(
        styles.wide,
        replacing && (
          <Button variant="subtle" color="gray" onClick={back}>
            {words.keep}
          </Button>
        ),
      )}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  )
}
