import type { Snapshot } from '../shared/model'
import type { SettingsView } from '../shared/settings'

/** The last figures there were, as they came with the page; null where there are none. */
export function lastView(): { snapshot: Snapshot; settings: SettingsView } | null {
  try {
    return JSON.parse(document.getElementById('last-view')?.textContent ?? 'null') as ReturnType<typeof lastView>
  } catch {
    return null
  }
}
