import { Button } from '@mantine/core'
import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from 'react'
import type { Check } from '../../../../shared/settings'
import { call } from '../../../bridge'
import { IconPlus } from '../../../parts/icons'
import { Problems } from '../../../parts/Problems'
import { useAsked } from '../../../parts/use-asked'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import type { Anchor } from '../anchors'
import { Section } from '../Section'
import { useFocusLater } from '../use-focus-later'
import { BuiltInRow } from './BuiltInRow'
import { CheckRow } from './CheckRow'
import styles from './ChecksSection.module.css'
import { removeCheck } from './remove-check'

const CheckEditor = lazy(() => import('./CheckEditor'))

const words = texts.settings.checks
const askKinds = () => call('checks.kinds')

/** What is being written: a new check, or the one with this id. */
type Open = { id: string } | 'new' | null

/** Everything that is looked at: the five with their switches, then the user's own checks. */
export function ChecksSection({ opened }: { opened: Anchor['check'] }) {
  const list = useConsole((state) => state.settings?.settings.checks.list)
  const components = useConsole((state) => state.snapshot?.components)
  const kinds = useAsked(askKinds, null)
  const [open, setOpen] = useState<Open>(opened)
  const [said, setSaid] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const focusOn = useFocusLater(box)
  useIntoView(box, opened !== null)
  if (!list) return null

  const close = (next: string, done = ''): void => {
    setOpen(null)
    setSaid(done)
    focusOn(next)
  }
  const start = (next: Open): void => {
    setSaid('')
    setOpen(next)
  }
  const editor = (check: Check | null) =>
    kinds.value && (
      <Suspense>
        <CheckEditor
          check={check}
          kinds={kinds.value}
          taken={list.map(({ id }) => id)}
          onSaved={(id, saved) => close(check ? `check-${id}` : 'add', saved)}
          onClose={() => close(check ? `check-${check.id}` : 'add')}
        />
      </Suspense>
    )
  return (
    <Section id="checks" intro={words.intro}>
      <div ref={box}>
        <ul className={styles.list} aria-label={words.list}>
          {components?.filter((one) => one.builtIn).map((one) => <BuiltInRow key={one.target} component={one} />)}
          {list.map((check, place) =>
            open !== null && open !== 'new' && open.id === check.id ? (
              <li key={check.id} className={styles.editing}>
                {editor(check)}
              </li>
            ) : (
              <CheckRow
                key={check.id}
                check={check}
                kind={kinds.value?.find(({ kind }) => kind === check.kind)}
                onEdit={() => start({ id: check.id })}
                onRemove={() => {
                  setSaid('')
                  void removeCheck(check, place, () => focusOn(`check-${check.id}`))
                }}
              />
            ),
          )}
        </ul>
        {list.length === 0 && open === null && (
          <div className={styles.none}>
            <p>{words.none}</p>
            <p className={styles.hint}>{words.noneHint}</p>
          </div>
        )}
        {kinds.fault && <Problems fault={{ ...kinds.fault, message: `${words.kindsFailed} ${kinds.fault.message}` }} />}
        {open === 'new' ? (
          <div className={styles.editing}>{editor(null)}</div>
        ) : (
          <div className={styles.foot}>
            <Button data-testid="check-add" data-focus="add" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => start('new')}>
              {words.add}
            </Button>
            <output className={styles.said}>{said}</output>
          </div>
        )}
      </div>
    </Section>
  )
}

/** Where a problem's button leads; the form then brings itself into view. */
function useIntoView(box: RefObject<HTMLDivElement | null>, wanted: boolean): void {
  useEffect(() => {
    if (wanted) box.current?.closest('section')?.scrollIntoView({ block: 'start' })
  }, [box, wanted])
}
