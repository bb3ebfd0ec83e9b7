import type { ComponentView } from '../../shared/model'
import type { SectionName, Settings } from '../../shared/settings'
import { useConsole } from '../store'
import { texts } from '../texts'

/** Sections of the settings that hold a built-in component's switch. */
export const switches = { notion: 'notion', drive: 'drive', stripe: 'stripe', scheduler_tick: 'ticks', disk_ok: 'disk' } as const satisfies Record<string, SectionName>
export type BuiltIn = keyof typeof switches

const isBuiltIn = (target: string): target is BuiltIn => Object.hasOwn(switches, target)

/** Whether somebody switched it off, rather than not having set it up. */
export function isSwitchedOff(settings: Settings | undefined, target: string): boolean {
  if (!settings) return false
  if (isBuiltIn(target)) return !settings[switches[target]].enabled
  return settings.checks.list.find((check) => check.id === target)?.enabled === false
}

/** The state of a component in a word; what is switched off isn't "not set up". */
export const stateWord = ({ status }: Pick<ComponentView, 'status'>, switchedOff: boolean): string =>
  status === 'off' && switchedOff ? texts.switchedOff : texts.status[status]

export const useSwitchedOff = (target: string): boolean => useConsole((state) => isSwitchedOff(state.settings?.settings, target))
