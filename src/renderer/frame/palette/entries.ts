import type { ComponentView, Incident, JobView } from '../../../shared/model'
import { newCheck, type SectionId, sectionIds, type ServiceName, serviceNames } from '../../../shared/places'
import type { Settings } from '../../../shared/settings'
import { call } from '../../bridge'
import { needsSomebody } from '../../parts/incident-state'
import { IconBolt, IconCalendarTime, IconCheck, IconFileText, IconRefresh, IconSettings } from '../../parts/icons'
import { dayTime } from '../../../shared/moments'
import { isSwitchedOff, stateWord } from '../../parts/switched-off'
import { tell } from '../../parts/undo'
import { acknowledge, runProbe, showComponent, showNotice, showPage } from '../../store'
import { texts } from '../../texts'
import { pages } from '../pages'
import type { Entry } from './entry'
import { settingLabels } from './setting-labels'

const words = texts.palette

export const pageEntries = (): Entry[] =>
  pages.map((page) => ({ id: `page:${page.id}`, group: 'pages', title: page.title, mark: { icon: page.icon }, others: words.pageOthers[page.id], run: () => showPage(page.id) }))

/** Each component with its details, and a look at it alone. */
export const componentEntries = (components: readonly ComponentView[], settings: Settings | undefined): Entry[] =>
  components.flatMap((component): Entry[] => {
    const { target, title, status } = component
    return [
      { id: `component:${target}`, group: 'components', title, mark: { status }, aside: stateWord(component, isSwitchedOff(settings, target)), others: `${target} ${component.kind}`, quiet: true, run: () => showComponent(target) },
      { id: `look:${target}`, group: 'actions', title: words.lookAgain(title), mark: { icon: IconRefresh }, quiet: true, run: () => void runProbe(target) },
    ]
  })

/** Open ones, with what can be done about them. */
export const openEntries = (incidents: readonly Incident[], now: number): Entry[] =>
  incidents.flatMap((incident) => {
    const { id, title } = incident
    const act: Entry = { id: `acknowledge:${id}`, group: 'actions', title: words.acknowledge(title), mark: { icon: IconCheck }, quiet: true, run: () => void acknowledge(id) }
    return [incidentEntry(incident, 'incidents'), ...(needsSomebody(incident, now) ? [act] : [])]
  })

export const pastEntries = (incidents: readonly Incident[]): Entry[] =>
  incidents.filter(({ resolvedAt }) => resolvedAt !== null).map((incident) => ({ ...incidentEntry(incident, 'past'), quiet: true }))

const incidentEntry = (incident: Incident, group: 'incidents' | 'past'): Entry => ({
  id: `incident:${incident.id}`,
  group,
  title: incident.title,
  mark: { incident },
  aside: dayTime(incident.openedAt),
  others: `${incident.rule} ${incident.target}`,
  run: () => showPage('incidents', incident.id),
})

export const jobEntries = (jobs: readonly JobView[]): Entry[] =>
  jobs
    .filter((job) => job.runnable)
    .map((job) => ({ id: `job:${job.id}`, group: 'actions', title: words.runJob(job.title), mark: { icon: IconCalendarTime }, others: words.runJobOthers, quiet: true, run: () => void runJob(job) }))

async function runJob({ id, title }: JobView): Promise<void> {
  const answer = await call('jobs.run', { job: id })
  if (answer.ok) tell(words.ran(title, answer.value.outcome))
  else showNotice(answer.error)
}

/** The sections of the settings, and what can be set in each. */
export const settingEntries = (): Entry[] => [
  ...sectionIds.flatMap((section) => [sectionEntry(section), ...settingLabels[section].map((label) => settingEntry(section, label))]),
  ...serviceNames.map(serviceEntry),
]

const sectionEntry = (section: SectionId): Entry => ({
  id: `settings:${section}`,
  group: 'settings',
  title: texts.settings.sections[section],
  mark: { icon: IconSettings },
  aside: texts.settings.title,
  others: words.sectionOthers[section],
  quiet: true,
  run: () => showPage('settings', section),
})

const settingEntry = (section: SectionId, label: string): Entry => ({
  id: `setting:${section}#${label}`,
  group: 'settings',
  title: label,
  mark: { icon: IconSettings },
  aside: words.inSettings(texts.settings.sections[section]),
  others: texts.settings.sections[section],
  quiet: true,
  run: () => showPage('settings', `${section}#${label}`),
})

const { names, drive } = texts.settings.services
const services: Readonly<Record<ServiceName, string>> = { notion: names.notionToken, stripe: names.stripeKey, telegram: names.telegramToken, openai: names.openaiAdminKey, drive }

function serviceEntry(service: ServiceName): Entry {
  const { sections } = texts.settings
  return { id: `service:${service}`, group: 'settings', title: words.setUp(services[service]), mark: { icon: IconSettings }, aside: words.inSettings(sections.services), others: words.sectionOthers.services, quiet: true, run: () => showPage('settings', service) }
}

/** Ways into forms. */
export const formEntries = (): Entry[] => [
  { id: 'add-check', group: 'actions', title: words.addCheck, mark: { icon: IconBolt }, others: words.addCheckOthers, run: () => showPage('settings', newCheck) },
  { id: 'add-budget', group: 'actions', title: words.addBudget, mark: { icon: IconBolt }, others: words.addBudgetOthers, quiet: true, run: () => showPage('settings', `costs#${texts.settings.costs.budget}`) },
]

export const searchLogs = (query: string): Entry => ({ id: 'search-logs', group: 'logs', title: words.searchLogs(query), mark: { icon: IconFileText }, run: () => showPage('logs', `search:${query}`) })
