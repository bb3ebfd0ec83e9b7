import { useEffect } from 'react'
import { isTyping } from '../../keys'
import { type TimelineCommand, timelineCommand } from './timeline-keys'

/** The page’s own keys, wherever on it the focus is; before the window’s, which have other meanings for some of them. */
export function useTimelineKeys(run: (command: TimelineCommand) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(document.activeElement) || inDialog(event.target) || isChoice(event)) return
      const command = timelineCommand({ key: event.key, shift: event.shiftKey })
      if (!command) return
      event.preventDefault()
      run(command)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [run])
}

const inDialog = (target: EventTarget | null): boolean => target instanceof Element && target.closest('[role="dialog"]') !== null
/** Arrows choose among the entries of a control. */
const isChoice = ({ target, key }: KeyboardEvent): boolean => key.startsWith('Arrow') && target instanceof HTMLInputElement && target.type === 'radio'
