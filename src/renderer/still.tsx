import { renderToString } from 'react-dom/server'
import type { Picture } from '../shared/stills'
import type { SettingsView } from '../shared/settings'
import { App } from './App'
import { atTime } from './clock'
import { looksAsRules } from './looks'
import { showing } from './store'

/** The overview as it is at a time, as text for a page that has no program yet. */
export const drawStill = ({ at, snapshot }: Picture, settings: SettingsView): string =>
  looksAsRules(showing({ snapshot, settings }, () => atTime(at, () => renderToString(<App />))))
