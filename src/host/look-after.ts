import { targetsOf } from '../core/targets'
import type { SectionName } from '../shared/settings'
import type { Console } from './console'
import type { SettingsStore } from './settings-store'

/** A changed setting shows its effect at once. Added checks look after themselves (`Console.settingsChanged`). */
export async function lookAfter(changed: readonly SectionName[], { console, settings }: { console: Console; settings: SettingsStore }): Promise<void> {
  const isChanged = (section: SectionName) => changed.includes(section)
  const affected = targetsOf(settings.get()).filter(
    ({ probe }) => probe.builtIn && (isChanged(probe.builtIn.section) || (isChanged('watch') && probe.kind === 'scheduler_tick')),
  )
  if (affected.length > 0) await console.look({ reason: 'button', targets: affected.map(({ id }) => id) })
  if (isChanged('watch') || isChanged('costs')) await console.refreshCosts()
}
