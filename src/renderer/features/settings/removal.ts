import { offerUndo } from '../../parts/undo'
import { texts } from '../../texts'
import type { Setting } from './use-setting'

const words = texts.undo

/** Unsets what is set, with a way back. */
export async function unset<V>(setting: Setting<V | null>, what: string): Promise<void> {
  const before = setting.value
  if (before === null || before === undefined || !(await setting.save(null))) return
  offerUndo({ words: words.unset(what), what, putBack: () => setting.save(before) })
}

interface Listed {
  id: string
  title: string
}

/**
 * Takes an entry out of a list of the settings, with a way back to where it stood. `list` tells the list as it is: between
 * the two it may have become another. `onBack` is told when the entry is there again.
 */
export async function takeOut<E extends Listed>(entry: E, list: () => readonly E[], save: (list: E[]) => Promise<boolean>, onBack: () => void): Promise<void> {
  const place = list().findIndex(({ id }) => id === entry.id)
  if (!(await save(list().filter(({ id }) => id !== entry.id)))) return
  const putBack = async (): Promise<boolean> => {
    const back = await save(list().toSpliced(place, 0, entry))
    if (back) onBack()
    return back
  }
  offerUndo({ words: words.gone(entry.title), what: entry.title, putBack })
}
