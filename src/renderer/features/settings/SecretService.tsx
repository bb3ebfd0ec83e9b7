import { Button, PasswordInput } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/PasswordInput.layer.css'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { LinkId } from '../../../shared/links'
import type { SecretName } from '../../../shared/settings'
import { call } from '../../bridge'
import { IconArrowUpRight } from '../../parts/icons'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import { presence, ServiceFrame } from './ServiceFrame'
import styles from './SecretService.module.css'
import { storedWords } from './stored'
import { useConnect } from './use-connect'

interface Props {
  secret: SecretName
  /** The component that watches this service. */
  target: string | null
  /** Where its credentials are made. */
  link: LinkId | null
  opened: boolean
  children?: ReactNode
}

const words = texts.settings.services

export function SecretService({ secret, target, link, opened, children }: Props) {
  const stored = useConsole((state) => state.settings?.secrets[secret])
  const status = useConsole((state) => state.snapshot?.components.find((one) => one.target === target)?.status)
  const way = useConnect(secret, opened)
  const [confirming, setConfirming] = useState(false)
  const name = words.names[secret]

  if (!stored) return null
  const fixed = stored.from === 'environment'
  const closed = way.state.step === 'closed'
  const actions = !fixed && closed && !confirming && (
    <>
      <Button onClick={way.ask}>{stored.present ? words.replace : words.connect}</Button>
      {stored.present && (
        <Button variant="subtle" color="gray" aria-label={words.disconnectOf(name)} onClick={() => setConfirming(true)}>
          {words.disconnect}
        </Button>
      )}
    </>
  )
  return (
    <ServiceFrame
      name={name}
      what={words.what[secret]}
      status={stored.present ? (status ?? presence(true)) : 'off'}
      stored={storedWords(secret, stored)}
      actions={actions}
      opened={opened}
    >
      {confirming && (
        <div className={styles.consent}>
          <p>{words.disconnectSure(name)}</p>
          <div className={styles.buttons}>
            <Button
              onClick={() => {
                setConfirming(false)
                void way.disconnect()
              }}
            >
              {words.disconnect}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setConfirming(false)}>
              {words.cancel}
            </Button>
          </div>
        </div>
      )}
      {!fixed && !closed && <PasteForm secret={secret} link={link} way={way} />}
      <output className={styles.said}>{way.state.step === 'closed' ? way.state.said : ''}</output>
      {children}
    </ServiceFrame>
  )
}

function PasteForm({ secret, link, way }: { secret: SecretName; link: LinkId | null; way: ReturnType<typeof useConnect> }) {
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
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setValue(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') way.close()
        }}
      />
      {state.step === 'consent' && (
        <div className={styles.consent} role="alert">
          <p className={styles.strong}>{words.plainFileTitle}</p>
          <p>{words.plainFile}</p>
          <div className={styles.buttons}>
            <Button onClick={() => void way.connect(value, true)}>{words.plainFileAccept}</Button>
            <Button variant="subtle" color="gray" onClick={way.close}>
              {words.cancel}
            </Button>
          </div>
        </div>
      )}
      {state.step !== 'consent' && (
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" aria-disabled={testing} aria-busy={testing}>
            {testing ? words.testing : words.test}
          </Button>
          <Button variant="subtle" color="gray" onClick={way.close}>
            {words.cancel}
          </Button>
          {link && (
            <Button variant="subtle" color="gray" rightSection={<IconArrowUpRight size={14} aria-hidden />} onClick={() => void call('open.link', { link })}>
              {words.where}
            </Button>
          )}
        </div>
      )}
    </form>
  )
}
