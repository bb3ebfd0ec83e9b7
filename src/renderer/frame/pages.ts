import { type ComponentType, lazy } from 'react'
import { IconActivityHeartbeat, IconAlertTriangle, IconCalendarTime, IconCoin, IconFileText, IconServer, IconSettings, IconTimeline, type Icon } from '../parts/icons'
import OverviewPage from '../features/overview/OverviewPage'
import type { PageId } from '../../shared/places'
import { texts } from '../texts'

export interface Page {
  id: PageId
  title: string
  icon: Icon
  /** The second key of `g …`. */
  key: string
  component: ComponentType
  /** Fetches the page's code; pointing at its entry is hint enough. */
  load?: () => Promise<unknown>
  /** Stands at the foot of the navigation. */
  last?: boolean
}

const costs = () => import('../features/costs/CostsPage')
const incidents = () => import('../features/incidents/IncidentsPage')
const logs = () => import('../features/logs/LogsPage')
const fleet = () => import('../features/fleet/FleetPage')
const schedule = () => import('../features/schedule/SchedulePage')
const timeline = () => import('../features/timeline/TimelinePage')
const settings = () => import('../features/settings/SettingsPage')

/**
 * Every page of the window. A new one is a folder in features/, a name in shared/places.ts and an entry here; navigation, keys, palette and deep links follow.
 * All but the first are loaded when they are first shown.
 */
export const pages: readonly Page[] = [
  { id: 'overview', title: texts.pages.overview, icon: IconActivityHeartbeat, key: 'o', component: OverviewPage },
  { id: 'costs', title: texts.pages.costs, icon: IconCoin, key: 'c', component: lazy(costs), load: costs },
  {
    id: 'incidents',
    title: texts.pages.incidents,
    icon: IconAlertTriangle,
    key: 'i',
    component: lazy(incidents),
    load: incidents,
  },
  { id: 'timeline', title: texts.pages.timeline, icon: IconTimeline, key: 't', component: lazy(timeline), load: timeline },
  { id: 'logs', title: texts.pages.logs, icon: IconFileText, key: 'l', component: lazy(logs), load: logs },
  {
    id: 'schedule',
    title: texts.pages.schedule,
    icon: IconCalendarTime,
    key: 's',
    component: lazy(schedule),
    load: schedule,
  },
  { id: 'fleet', title: texts.pages.fleet, icon: IconServer, key: 'f', component: lazy(fleet), load: fleet },
  {
    id: 'settings',
    title: texts.pages.settings,
    icon: IconSettings,
    key: ',',
    component: lazy(settings),
    load: settings,
    last: true,
  },
]

export const isPage = (id: string): boolean => pages.some((page) => page.id === id)
export const pageKeys: ReadonlyMap<string, string> = new Map(pages.map((page) => [page.key, page.id]))
