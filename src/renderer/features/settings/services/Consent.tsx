import { Button } from '@mantine/core'
import { useOpened } from '../../../parts/use-opened'
import { texts } from '../../../texts'
import styles from './service.module.css'

const words = texts.settings.services

/** A desktop without a keychain: a secret goes into a plain file only when the user says so. */
export function PlainFileConsent({ onAccept, onCancel }: { onAccept: () => void; onCancel: () => void }) {
  const box = useOpened<HTMLDivElement>(onCancel)
  return (
    <div ref={box} className={styles.consent} role="alert">
      <p className={styles.strong}>{words.plainFileTitle}</p>
      <p>{words.plainFile}</p>
      <div className={styles.buttons}>
        <Button onClick={onAccept}>{words.plainFileAccept}</Button>
        <Button data-first variant="subtle" color="gray" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </div>
  )
}

interface RemovalProps {
  /** What goes, and what comes of that. */
  question: string
  accept: string
  onAccept: () => void
  onCancel: () => void
}

/** The last word before something is forgotten that can't be put back. */
export function RemovalConsent({ question, accept, onAccept, onCancel }: RemovalProps) {
  const box = useOpened<HTMLDivElement>(onCancel)
  return (
    <div ref={box} className={styles.consent} role="alert">
      <p>{question}</p>
      <div className={styles.buttons}>
        <Button onClick={onAccept}>{accept}</Button>
        <Button data-first variant="subtle" color="gray" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </div>
  )
}

export const DisconnectConsent = ({ name, ...buttons }: { name: string; onAccept: () => void; onCancel: () => void }) => (
  <RemovalConsent question={words.disconnectSure(name)} accept={words.disconnect} {...buttons} />
)
