import { create } from 'zustand'
import type { WorkView } from '../../shared/work'
import { call, listen } from '../bridge'

/** Long work under way in the main process, by its id. */
export const useWorks = create<{ running: Readonly<Record<string, WorkView>> }>()(() => ({ running: {} }))

function take(work: WorkView): void {
  useWorks.setState(({ running }) => {
    const { [work.id]: _before, ...others } = running
    return { running: work.state === 'running' ? { ...others, [work.id]: work } : others }
  })
}

/** Follows it from now on; gives its own off-switch. */
export function followWorks(): () => void {
  const stop = listen('work', take)
  void call('work.list').then((answer) => {
    if (answer.ok) answer.value.forEach(take)
  })
  return stop
}

export const useWork = (id: string): WorkView | undefined => useWorks(({ running }) => running[id])

export const cancelWork = (id: string): void => void call('work.cancel', { id })
