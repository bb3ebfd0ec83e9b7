import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { LinkId } from '../../../../shared/links'
import type { PastedSecret } from '../../../../shared/settings'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { DisconnectConsent } from './Consent'
import { CredentialLine } from './CredentialLine'
import { PasteForm } from './PasteForm'
import { presence, ServiceFrame } from './ServiceFrame'
import styles from './service.module.css'
import { useConnect } from './use-connect'

interface Props {
  id: string
  secret: PastedSecret
  /** The kind of component that watches this service. */
  kind: string
  /** Where its credentials are made. */
  link: LinkId | null
  opened: boolean
  /** Opened, and the credential is what is missing. */
  asks?: boolean
  children?: ReactNode
}

const words = texts.settings.services

export function SecretService({ id, secret, kind, link, opened, asks = opened, children }: Props) {
  const stored = useConsole((state) => state.settings?.secrets[secret])
  const status = useConsole((state) => state.snapshot?.components.find((one) => one.kind === kind)?.status)
  const way = useConnect(secret, asks)
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
  const forget = (): void => {
    setConfirming(false)
    void way.disconnect()
  }
  return (
    <ServiceFrame
      id={id}
      name={name}
      what={stored.present ? null : words.what[secret]}
      status={stored.present ? (status ?? presence(true)) : 'off'}
      stored={<CredentialLine secret={secret} state={stored} />}
      actions={actions}
      opened={opened}
    >
      {confirming && <DisconnectConsent name={name} onAccept={forget} onCancel={() => setConfirming(false)} />}
      {!fixed && !closed && <PasteForm secret={secret} link={link} way={way} />}
      <output className={styles.said}>{way.state.step === 'closed' ? way.state.said : ''}</output>
      {children}
    </ServiceFrame>
  )
}
