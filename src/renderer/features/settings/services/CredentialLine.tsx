import type { SecretName } from '../../../../shared/settings'
import { useClock } from '../../../clock'
import { StatusMark } from '../../../parts/StatusMark'
import { exactTime } from '../../../parts/time'
import { texts } from '../../../texts'
import styles from './CredentialLine.module.css'
import { endsWhen, keptFor, type SecretState, storedParts } from './credential'

const words = texts.settings.services

interface Props {
  /** null for a check's own. */
  secret: SecretName | null
  state: SecretState
}

/** "restricted test key · ends in …1234 · in the keychain · 3 months old", what it may do, and what is unwise about it. */
export function CredentialLine({ secret, state }: Props) {
  const { storedAt, expiresAt, scope, warning } = state
  return (
    <>
      <p className={styles.stored}>
        {storedParts(secret, state).join(' · ')}
        {storedAt !== null && (
          <>
            {' · '}
            <Moment at={storedAt} say={keptFor} tip={words.keptSince(exactTime(storedAt))} />
          </>
        )}
        {expiresAt !== null && (
          <>
            {' · '}
            <Moment at={expiresAt} say={endsWhen} tip={words.endsAt(exactTime(expiresAt))} />
          </>
        )}
      </p>
      {scope !== null && <p className={styles.stored}>{words.mayDo(scope)}</p>}
      {warning !== null && (
        <p className={styles.warning}>
          <StatusMark status="warning" size={14} label />
          {warning}
        </p>
      )}
    </>
  )
}

function Moment({ at, say, tip }: { at: number; say: (at: number, now: number) => string; tip: string }) {
  const text = useClock((now) => say(at, now))
  return (
    <time dateTime={new Date(at).toISOString()} data-tip={tip}>
      {text}
    </time>
  )
}
