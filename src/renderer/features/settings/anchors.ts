import type { PastedSecret } from '../../../shared/settings'

/** The page's sections, in order. */
export const sectionIds = ['services', 'watch', 'checks', 'probing', 'costs', 'alerts', 'api', 'appearance', 'startup', 'data', 'about'] as const
export type SectionId = (typeof sectionIds)[number]

export type ServiceId = PastedSecret | 'drive'

export interface Anchor {
  section: SectionId
  /** The service whose field is to be opened. */
  service: ServiceId | null
  /** The check whose form is to be opened; 'new' for one to be added. */
  check: { id: string } | 'new' | null
}

const services: Readonly<Record<string, ServiceId>> = {
  notion: 'notionToken',
  stripe: 'stripeKey',
  telegram: 'telegramToken',
  openai: 'openaiAdminKey',
  drive: 'drive',
}

/** Sections of the settings file that are shown under another heading. */
const homes: Readonly<Record<string, SectionId>> = { disk: 'probing', ticks: 'probing', selfHeal: 'probing' }

/** Where a problem's button leads: it names a section of the page, of the settings file, a service, or a check as `checks/<id>`. */
export function anchorOf(name: string | null): Anchor | null {
  if (name === null) return null
  const service = services[name]
  if (service) return { section: 'services', service, check: null }
  if (name === 'new-check') return { section: 'checks', service: null, check: 'new' }
  if (name.startsWith('checks/')) return { section: 'checks', service: null, check: { id: name.slice('checks/'.length) } }
  const section = homes[name] ?? sectionIds.find((id) => id === name)
  return section ? { section, service: null, check: null } : null
}
