import { ActionIcon, Button } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import { type RefObject, useEffect, useRef } from 'react'
import { IconX } from '../parts/icons'
import { dismissUndo, isOver, type Offer, takeUndo, tell, useUndo } from '../parts/undo'
import { useConsole } from '../store'
import { texts } from '../texts'
import { keysOf } from './shortcuts'
import styles from './UndoLine.module.css'

const words = texts.undo
const undoKeys = keysOf('undo').join(' ')

/** What was just removed, with the way back; and what was just done, for a moment. */
export function UndoLine() {
  const offer = useUndo((state) => state.offer)
  const said = useUndo((state) => state.said)
  useOldGoes()
  useSaidGoes(said)
  return (
    <div className={styles.place}>
      <output className={said ? styles.line : undefined} data-testid="said">
        {said && <span className={styles.words}>{said}</span>}
      </output>
      <output className="unseen">{offer && `${offer.words} ${words.spoken(undoKeys)}`}</output>
      {offer && <Offered key={offer.madeAtMs} offer={offer} />}
    </div>
  )
}

function Offered({ offer }: { offer: Offer }) {
  const line = useRef<HTMLElement>(null)
  useTakesLostFocus(line)
  useEscape(line)
  return (
    <section ref={line} className={styles.line} aria-label={words.removed} data-testid="undo-line">
      <span className={styles.words} aria-hidden>
        {offer.words}
      </span>
      <Button data-testid="undo" aria-label={words.undoOf(offer.what)} aria-keyshortcuts="Control+Z Meta+Z" data-tip={undoKeys} onClick={takeUndo}>
        {words.undo}
      </Button>
      <ActionIcon aria-label={texts.frame.dismiss} onClick={dismissUndo}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </section>
  )
}

/** The button that removed it went with it: the keyboard goes on here, and afterwards on the page. */
function useTakesLostFocus(line: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (isFocusLost()) line.current?.querySelector('button')?.focus({ preventScroll: true })
    return () => {
      // What is put back may take the focus itself.
      requestAnimationFrame(() => isFocusLost() && document.querySelector('main')?.focus({ preventScroll: true }))
    }
  }, [line])
}

function useEscape(line: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = line.current
    const press = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') dismissUndo()
    }
    element?.addEventListener('keydown', press)
    return () => element?.removeEventListener('keydown', press)
  }, [line])
}

const isFocusLost = (): boolean => document.activeElement === null || document.activeElement === document.body

/** With another page an offer goes that had its time. */
function useOldGoes(): void {
  useEffect(
    () =>
      useConsole.subscribe(({ visit }, before) => {
        const { offer } = useUndo.getState()
        if (visit !== before.visit && offer && isOver(offer, performance.now())) dismissUndo()
      }),
    [],
  )
}

/** Long enough to be read; nothing hangs on it. */
const saidForMs = 6000

function useSaidGoes(said: string): void {
  useEffect(() => {
    if (said === '') return
    const timer = setTimeout(() => tell(''), saidForMs)
    return () => clearTimeout(timer)
  }, [said])
}
