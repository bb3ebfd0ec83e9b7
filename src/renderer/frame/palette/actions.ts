import type { Fault } from '../../../shared/faults'
import type { Snapshot } from '../../../shared/model'
import type { Result } from '../../../shared/result'
import type { Settings } from '../../../shared/settings'
import { call } from '../../bridge'
import { copyText } from '../../parts/copy'
import { IconBell, IconBellOff, IconChartBar, IconCopy, IconFolder, IconInfoCircle, IconRefresh, IconSettings, IconSun } from '../../parts/icons'
import { tell } from '../../parts/undo'
import { mute, runProbe, showKeys, showNotice, takeSettings } from '../../store'
import { texts } from '../../texts'
import type { Entry } from './entry'

const words = texts.palette
const hourMs = 3_600_000

type Theme = Settings['appearance']['theme']

const action = (id: string, title: string, mark: Entry['mark'], run: () => unknown, more: Partial<Entry> = {}): Entry => ({ id, group: 'actions', title, mark, run: () => void run(), ...more })

/** What can be done from everywhere. None of it removes anything. */
export function actionEntries(snapshot: Snapshot | null, theme: Theme, now: number): Entry[] {
  return [
    action('probe', words.probe, { icon: IconRefresh }, () => runProbe(), { others: words.probeOthers }),
    ...muteEntries(snapshot?.mutedUntil ?? null, now),
    ...(['light', 'dark', 'system'] as const).map((choice) => themeEntry(choice, choice === theme)),
    ...(['csv', 'json'] as const).map((as) => action(`export-costs-${as}`, words.exportCosts[as], { icon: IconChartBar }, () => exportCosts(as), { others: words.exportOthers, quiet: as === 'json' })),
    action('export-settings', words.exportSettings, { icon: IconSettings }, exportSettings, { others: words.exportSettingsOthers, quiet: true }),
    ...(['logs', 'data'] as const).map((which) => action(`folder-${which}`, words.openFolder[which], { icon: IconFolder }, () => openFolder(which), { others: words.openFolderOthers, quiet: true })),
    ...addressEntries(snapshot?.api.url ?? null),
    action('keys', words.keys, { icon: IconInfoCircle }, () => showKeys(true), { others: words.keysOthers }),
  ]
}

function muteEntries(until: number | null, now: number): Entry[] {
  if (until !== null && now < until) return [action('unmute', words.unmute, { icon: IconBell }, () => mute(null), { others: words.muteOthers })]
  return [1, 4, 8].map((hours) => action(`mute-${hours}`, words.mute(hours), { icon: IconBellOff }, () => mute(hours * hourMs), { others: words.muteOthers, quiet: hours !== 1 }))
}

const themeEntry = (theme: Theme, current: boolean): Entry =>
  action(`theme-${theme}`, words.theme[theme], { icon: IconSun }, () => setTheme(theme), { others: words.themeOthers, quiet: true, ...(current ? { aside: words.now } : {}) })

async function setTheme(theme: Theme): Promise<void> {
  const answer = await call('settings.update', { section: 'appearance', values: { theme } })
  if (answer.ok) takeSettings(answer.value)
  else showNotice(answer.error)
}

const exportCosts = async (as: 'csv' | 'json'): Promise<void> => sayWhere(await call('costs.export', { span: { period: 'month', before: 0 }, by: 'model', as }))
const exportSettings = async (): Promise<void> => sayWhere(await call('config.export'))

/** Nothing where whoever was asked for a name changed their mind. */
function sayWhere(written: Result<string | null, Fault>): void {
  if (!written.ok) showNotice(written.error)
  else if (written.value !== null) tell(words.exported(written.value))
}

async function openFolder(which: 'logs' | 'data'): Promise<void> {
  const answer = await call('open.folder', { which })
  if (!answer.ok) showNotice(answer.error)
}

const addressEntries = (url: string | null): Entry[] =>
  url === null ? [] : [action('copy-address', words.copyAddress, { icon: IconCopy }, () => tell(copyText(url) ? words.copied(url) : words.notCopied), { others: words.copyAddressOthers, quiet: true })]
