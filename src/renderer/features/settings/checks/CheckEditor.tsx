import { Button, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { KindView } from '../../../../shared/forms'
import type { Check } from '../../../../shared/settings'
import { useOpened } from '../../../parts/use-opened'
import { texts } from '../../../texts'
import styles from './CheckEditor.module.css'
import { CheckForm } from './CheckForm'

const words = texts.settings.checks

interface Props {
  /** null: a new one. */
  check: Check | null
  kinds: readonly KindView[]
  /** Ids that are given already. */
  taken: readonly string[]
  onSaved: (id: string, said: string) => void
  onClose: () => void
}

/** A check being written: what kind it is, then its settings. */
export default function CheckEditor({ check, kinds, taken, onSaved, onClose }: Props) {
  const [kind, setKind] = useState(() => kinds.find((one) => one.kind === check?.kind) ?? null)
  if (!kind) return <Kinds kinds={kinds} onPick={setKind} onClose={onClose} />
  return <CheckForm key={kind.kind} check={check} kind={kind} taken={taken} onSaved={onSaved} onClose={onClose} {...(check ? {} : { onBack: () => setKind(null) })} />
}

function Kinds({ kinds, onPick, onClose }: { kinds: readonly KindView[]; onPick: (kind: KindView) => void; onClose: () => void }) {
  const box = useOpened<HTMLFieldSetElement>(onClose)
  return (
    <fieldset ref={box} aria-label={words.chooseKind}>
      <h3 className={styles.heading}>{words.chooseKind}</h3>
      <ul className={styles.kinds}>
        {kinds.map((kind, place) => (
          <li key={kind.kind}>
            <UnstyledButton className={styles.kind} data-testid={`check-kind-${kind.kind}`} data-first={place === 0 || undefined} onClick={() => onPick(kind)}>
              <span>{kind.title}</span>
              <span className={styles.description}>{kind.description}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <Button variant="subtle" color="gray" className={styles.flush ?? ''} onClick={onClose}>
        {words.cancel}
      </Button>
    </fieldset>
  )
}
