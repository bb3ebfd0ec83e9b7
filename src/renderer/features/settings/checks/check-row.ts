import type { KindView } from '../../../../shared/forms'
import type { ComponentView, Reach } from '../../../../shared/model'
import type { Check, Settings } from '../../../../shared/settings'
import { texts } from '../../../texts'
import { intervalWords } from './interval'
import { suggestTitle } from './suggest-title'

const words = texts.settings.checks

/** How often it is looked at, in words. */
export const everyWords = (own: number | null, reach: Reach, { localEverySeconds, remoteEverySeconds }: Settings['probing']): string =>
  words.every(intervalWords(own ?? (reach === 'local' ? localEverySeconds : remoteEverySeconds)))

/** What a check looks at, from its settings; empty when they don't tell. */
export function mainSetting(kind: KindView, settings: Check['settings']): string {
  const values = Object.fromEntries(Object.entries(settings).flatMap(([name, value]) => (value === null ? [] : [[name, typeof value === 'boolean' ? value : String(value)]])))
  const name = suggestTitle(kind, values)
  return name === kind.title ? '' : name
}

/** The quiet line of a check: "TCP port · db.example.com:5432 · every 5 min". */
export function aboutCheck(check: Check, kind: KindView | undefined, component: ComponentView | undefined, probing: Settings['probing']): string {
  const where = component?.figure ?? (kind ? mainSetting(kind, check.settings) : '')
  const parts = [kind?.title ?? check.kind, where === check.title ? '' : where, everyWords(check.everySeconds, component?.reach ?? 'remote', probing)]
  return [...new Set(parts)].filter(Boolean).join(' · ')
}

/** The quiet line of a built-in component. */
export function aboutBuiltIn(component: ComponentView, probing: Settings['probing']): string {
  const found = component.figure ?? (component.status === 'off' ? component.message.replace(/\.$/, '') : '')
  return [words.builtIn, found, everyWords(null, component.reach, probing)].filter(Boolean).join(' · ')
}
