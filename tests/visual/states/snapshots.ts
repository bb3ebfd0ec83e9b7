import { checklist } from '../../../src/core/views/checklist'
import { networkNote } from '../../../src/core/views/network'
import { headlineOf, overallOf } from '../../../src/core/views/overall'
import type { ComponentView, Snapshot } from '../../../src/shared/model'
import type { SettingsView } from '../../../src/shared/settings'
import { snapshot } from '../../unit/renderer/fixtures'
import { ago, day, now, second } from './clock'
import { summary } from './costs'
import * as health from './health'
import { open } from './incidents'
import * as schedule from './schedule'
import * as settings from './settings'

/** What the engine's own views make of these components. */
function of(components: readonly ComponentView[], view: SettingsView, more: Partial<Snapshot>): Snapshot {
  const incidents = more.incidents ?? []
  const overall = overallOf(components, incidents.length)
  const network = networkNote(components)
  return snapshot({
    at: ago(3 * second),
    startedAt: ago(6 * day),
    components: [...components],
    overall,
    headline: headlineOf(overall, components, incidents),
    checklist: checklist({ settings: view.settings, hasSecret: (name) => view.secrets[name].present }, components),
    jobs: schedule.views(schedule.runs),
    costs: summary,
    brief: schedule.brief,
    notes: network ? [network] : [],
    api: { url: 'http://127.0.0.1:5000', port: 5000, wantedPort: 5000 },
    ...more,
  })
}

export const full = of(health.well, settings.full, {})
export const fresh = of(health.fresh, settings.fresh, { startedAt: ago(50 * second), jobs: schedule.views([]), costs: null, brief: null })
export const offline = of(health.offline, settings.full, {})
export const stale: Snapshot = { ...full, at: ago(11 * 60 * second) }

const refused = { id: 'channel:mail', severity: 'warning' as const, message: 'E-mail takes no messages: the mail server refuses the password.', hint: 'Enter it again.', action: { label: 'Open alerts', do: { kind: 'settings' as const, section: 'alerts' } } }
export const unwell = of(health.unwell, settings.full, { incidents: [...open], notes: [refused], mutedUntil: now + 3600 * second })
export const probing: Snapshot = { ...full, run: { reason: 'button', startedAt: ago(second), targets: { notion: 'looking', drive: 'done', stripe: 'looking', scheduler_tick: 'done', disk_ok: 'done' } } }
