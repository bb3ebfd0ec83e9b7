import { newCheck, type SectionId, sectionIds, type ServiceName } from '../../../shared/places'
import type { PastedSecret } from '../../../shared/settings'

export type ServiceId = PastedSecret | 'drive'

export interface Anchor {
  section: SectionId
  /** The service whose field is to be opened. */
  service: ServiceId | null
  /** The check whose form is to be opened; 'new' for one to be added. */
  check: { id: string } | 'new' | null
}

const services: Readonly<Record<ServiceName, ServiceId>> = {
  notion: 'notionToken',
  stripe: 'stripeKey',
  telegram: 'telegramToken',
  openai: 'openaiAdminKey',
  drive: 'drive',
}

/** Sections of the settings file that are shown under another heading. */
const homes: Readonly<Record<string, SectionId>> = { disk: 'probing', ticks: 'probing', selfHeal: 'probing' }

/** One field, as the command palette asks for it: "probing#Disk warns above". */
export const fieldOf = (name: string | null): string | null => /^[a-z]+#(.+)$/.exec(name ?? '')?.[1] ?? null

/** Where a problem's button leads: it names a section of the page, of the settings file, a service, or a check as `checks/<id>`. */
export function anchorOf(name: string | null): Anchor | null {
  if (name === null) return null
  const service = (services as Readonly<Record<string, ServiceId>>)[name]
  if (service) return { section: 'services', service, check: null }
  if (name === newCheck) return { section: 'checks', service: null, check: 'new' }
  if (name.startsWith('checks/')) return { section: 'checks', service: null, check: { id: name.slice('checks/'.length) } }
  const [place = ''] = name.split('#')
  const section = homes[place] ?? sectionIds.find((id) => id === place)
  return section ? { section, service: null, check: null } : null
}
