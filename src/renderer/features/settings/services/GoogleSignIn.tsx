import { Button, PasswordInput, TextInput } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/PasswordInput.layer.css'
import { type FormEvent, useState } from 'react'
import { call } from '../../../bridge'
import { remember, remembered } from '../../../parts/memory'
import { useOpened } from '../../../parts/use-opened'
import { showNotice } from '../../../store'
import { texts } from '../../../texts'
import { PlainFileConsent } from './Consent'
import { LinkButton } from './LinkButton'
import styles from './service.module.css'
import type { GoogleClient, useGoogleSignIn } from './use-google-sign-in'

const words = texts.settings.google

/** Where the client's file lies is no secret, and a sign-in may be needed again. */
const habit = 'google-client-file'

type Way = ReturnType<typeof useGoogleSignIn>

/** Which OAuth client to sign in with, then waiting for the browser. */
export function GoogleSignIn({ way }: { way: Way }) {
  return way.state.step === 'closed' ? null : <Steps way={way} />
}

/** What was typed stays while the browser has the word, and is gone once this is closed. */
interface Typed {
  file: string | null
  clientId: string
  clientSecret: string
}

function Steps({ way }: { way: Way }) {
  const [typed, setTyped] = useState<Typed>(() => ({ file: remembered(habit) || null, clientId: '', clientSecret: '' }))
  if (way.state.step === 'waiting') return <Waiting onCancel={way.cancel} />
  return <ClientForm way={way} typed={typed} onType={(part) => setTyped({ ...typed, ...part })} />
}

function ClientForm({ way, typed, onType }: { way: Way; typed: Typed; onType: (part: Partial<Typed>) => void }) {
  const { file, clientId, clientSecret } = typed
  const [missing, setMissing] = useState(false)
  const box = useOpened<HTMLFormElement>(() => way.close())
  const { state } = way

  const choose = (next: string | null): void => {
    remember(habit, next ?? '')
    onType({ file: next })
    setMissing(false)
  }
  const pick = async (): Promise<void> => {
    const answer = await call('dialog.pickFile', { title: words.pickClientTitle })
    if (!answer.ok) return showNotice(answer.error)
    if (answer.value !== null) choose(answer.value)
  }
  const client: GoogleClient | null = file !== null ? { file } : clientId.trim() ? { clientId: clientId.trim(), clientSecret: clientSecret.trim() } : null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setMissing(client === null)
    if (client) void way.signIn(client)
  }
  return (
    <form ref={box} className={styles.form} onSubmit={submit}>
      <p className={styles.what}>{words.clientIntro}</p>
      <div className={styles.offer}>
        <Button data-first onClick={() => void pick()}>
          {file === null ? words.pickClient : words.pickAnother}
        </Button>
        <LinkButton link="google-credentials">{words.openCloud}</LinkButton>
      </div>
      {file !== null && (
        <p className={styles.offer}>
          <span className={`${styles.path} selectable`}>{file}</span>
          <Button variant="subtle" color="gray" onClick={() => choose(null)}>
            {words.forget}
          </Button>
        </p>
      )}
      {file === null && (
        <>
          <p className={styles.what}>{words.orPaste}</p>
          <TextInput
            className={styles.input ?? ''}
            label={words.clientId}
            placeholder={words.clientIdPlaceholder}
            value={clientId}
            error={missing ? words.needsClient : null}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onType({ clientId: event.currentTarget.value })}
          />
          <PasswordInput
            className={styles.input ?? ''}
            label={words.clientSecret}
            placeholder={words.clientSecretPlaceholder}
            value={clientSecret}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onType({ clientSecret: event.currentTarget.value })}
          />
        </>
      )}
      {state.step === 'refused' && (
        <p className={styles.fault} role="alert">
          {state.said}
        </p>
      )}
      {state.step === 'consent' ? (
        <PlainFileConsent onAccept={() => void way.signIn(state.client, true)} onCancel={() => way.close()} />
      ) : (
        <div className={styles.buttons}>
          <Button type="submit" variant="filled">
            {words.signIn}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => way.close()}>
            {texts.settings.services.cancel}
          </Button>
        </div>
      )}
    </form>
  )
}

function Waiting({ onCancel }: { onCancel: () => void }) {
  const box = useOpened<HTMLDivElement>(onCancel)
  return (
    <div ref={box} className={styles.form}>
      <output>
        <p className={styles.strong}>{words.waiting}</p>
        <p className={styles.what}>{words.waitingHint}</p>
      </output>
      <div className={styles.buttons}>
        <Button data-first onClick={onCancel}>
          {texts.settings.services.cancel}
        </Button>
      </div>
    </div>
  )
}
