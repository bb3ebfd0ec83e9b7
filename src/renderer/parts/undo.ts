import { create } from 'zustand'
import { texts } from '../texts'

/** Something was removed, and can be put back. */
export interface Offer {
  /** What happened: "Shop website is removed." */
  words: string
  /** What is put back, for those who hear the button without its line. */
  what: string
  /** Tells whether it is back. */
  putBack: () => Promise<boolean>
  /** When it was made, ms on the window's own clock. */
  madeAtMs: number
}

interface Told {
  offer: Offer | null
  /** What was just done, where nothing else shows it. */
  said: string
}

export const useUndo = create<Told>()(() => ({ offer: null, said: '' }))

const { getState, setState } = useUndo

/** Nobody reads and decides faster; what is older goes when one turns to something else. */
export const offeredForMs = 10_000

/** Says that something was removed, with a way back until it is dismissed or the next thing is removed. */
export function offerUndo(offer: Pick<Offer, 'words' | 'what' | 'putBack'>): void {
  setState({ offer: { ...offer, madeAtMs: performance.now() } })
}

/** Puts back what was just removed; false when there is nothing to. */
export function takeUndo(): boolean {
  const { offer } = getState()
  if (!offer) return false
  setState({ offer: null })
  void offer.putBack().then((back) => back || tell(texts.undo.failed(offer.what)))
  return true
}

export const dismissUndo = (): void => setState({ offer: null })

export const isOver = (offer: Pick<Offer, 'madeAtMs'>, nowMs: number): boolean => nowMs - offer.madeAtMs >= offeredForMs

/** Says what was done. */
export const tell = (said: string): void => setState({ said })
