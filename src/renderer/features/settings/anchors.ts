import type { SecretName } from '../../../shared/settings'

/** The page's sections, in order. */
export const sectionIds = ['services', 'watch', 'probing', 'costs', 'alerts', 'api', 'appearance', 'startup', 'about'] as const
export type SectionId = (typeof sectionIds)[number]

export type ServiceId = SecretName | 'drive'

interface Anchor {
  section: SectionId
  /** The service whose field is to be opened. */
  service: ServiceId | null
}

const services: Readonly<Record<string, ServiceId>> = {
  notion: 'notionToken',
  stripe: 'stripeKey',
  telegram: 'telegramToken',
  openai: 'openaiAdminKey',
  drive: 'drive',
}

/** Sections of the settings file that are shown under another heading. */
const homes: Readonly<Record<string, SectionId>> = { disk: 'probing', ticks: 'probing' }

/** Where a problem's button leads: it names a section of the page, of the settings file, or a service. */
export function anchorOf(name: string | null): Anchor | null {
  if (name === null) return null
  const service = services[name]
  if (service) return { section: 'services', service }
  const section = homes[name] ?? sectionIds.find((id) => id === name)
  return section ? { section, service: null } : null
}
