import { Button } from '@mantine/core'
import { useState } from 'react'
import { call, sentence } from '../../../bridge'
import { showNotice, takeSettings, useConsole } from '../../../store'
import { texts } from '../../../texts'
import { unset } from '../removal'
import { useSetting } from '../use-setting'
import { DisconnectConsent } from './Consent'
import { CredentialLine } from './CredentialLine'
import { GoogleSignIn } from './GoogleSignIn'
import { ServiceFrame } from './ServiceFrame'
import line from './CredentialLine.module.css'
import styles from './service.module.css'
import { useGoogleSignIn } from './use-google-sign-in'

const words = texts.settings.services
const google = texts.settings.google

/** Google Drive: a sign-in in the browser, or a key file, of which only the path is kept. */
export function DriveService({ opened }: { opened: boolean }) {
  const file = useSetting('drive', 'credentialsFile')
  const signIn = useConsole((state) => state.settings?.secrets.googleSignIn)
  const status = useConsole((state) => state.snapshot?.components.find((one) => one.target === 'drive')?.status)
  const way = useGoogleSignIn(opened && !file.value)
  const [confirming, setConfirming] = useState(false)
  if (file.value === undefined || !signIn) return null

  const pickFile = async (): Promise<void> => {
    const answer = await call('dialog.pickFile', { title: google.pickFileTitle })
    if (!answer.ok) return showNotice(answer.error)
    if (answer.value !== null) await file.save(answer.value)
  }
  const disconnect = async (): Promise<void> => {
    setConfirming(false)
    const answer = await call('connection.disconnect', { secret: 'googleSignIn' })
    if (answer.ok) takeSettings(answer.value)
    way.close(answer.ok ? words.disconnected(words.drive) : sentence(answer.error))
  }
  const connected = file.value !== null || signIn.present
  const fixed = file.value === null ? signIn.from === 'environment' : file.variable !== null
  const closed = way.state.step === 'closed' && !confirming
  const keyFile = file.value === null ? null : [google.keyFileIs, file.value, file.variable && words.inVariable(file.variable)].filter(Boolean).join(' · ')
  const actions = closed && !fixed && (
    <>
      {file.value === null ? (
        <Button onClick={way.ask}>{signIn.present ? google.signInAgain : google.signIn}</Button>
      ) : (
        <Button onClick={() => void pickFile()}>{google.pickAnother}</Button>
      )}
      {connected && (
        <Button variant="subtle" color="gray" aria-label={words.disconnectOf(words.drive)} onClick={() => (file.value === null ? setConfirming(true) : void unset(file, google.keyFileOf))}>
          {words.disconnect}
        </Button>
      )}
    </>
  )
  return (
    <ServiceFrame
      id="drive"
      name={words.drive}
      what={connected ? null : words.driveWhat}
      status={connected ? (status ?? 'unknown') : 'off'}
      stored={keyFile === null ? <CredentialLine secret="googleSignIn" state={signIn} /> : <p className={`${line.stored} selectable`}>{keyFile}</p>}
      actions={actions}
      opened={opened}
    >
      {confirming && <DisconnectConsent name={words.drive} onAccept={() => void disconnect()} onCancel={() => setConfirming(false)} />}
      <GoogleSignIn way={way} />
      <output className={styles.said}>{way.state.step === 'closed' ? way.state.said : ''}</output>
      {file.fault && (
        <p className={styles.fault} role="alert">
          {sentence(file.fault)}
        </p>
      )}
      {closed && file.value !== null && signIn.present && <p className={styles.what}>{google.fileFirst}</p>}
      {closed && (
        <div className={styles.offer}>
          {file.value === null && (
            <Button variant="subtle" color="gray" className={styles.flush ?? ''} onClick={() => void pickFile()}>
              {google.keyFile}
            </Button>
          )}
          {file.value !== null && !file.variable && !signIn.present && (
            <Button variant="subtle" color="gray" className={styles.flush ?? ''} onClick={way.ask}>
              {google.signIn}
            </Button>
          )}
        </div>
      )}
    </ServiceFrame>
  )
}
