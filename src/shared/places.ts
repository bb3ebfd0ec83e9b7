/** Where the window can be opened at. Free of the window itself: the main process tells by it whether a link leads somewhere. */
export const pageIds = ['overview', 'costs', 'incidents', 'timeline', 'logs', 'schedule', 'fleet', 'settings'] as const
export type PageId = (typeof pageIds)[number]

/** The sections of the settings, in their order on the page. */
export const sectionIds = ['services', 'watch', 'checks', 'probing', 'costs', 'alerts', 'fleet', 'api', 'appearance', 'startup', 'data', 'about'] as const
export type SectionId = (typeof sectionIds)[number]

/** Services whose field the settings can be opened at. */
export const serviceNames = ['notion', 'stripe', 'telegram', 'openai', 'drive'] as const
export type ServiceName = (typeof serviceNames)[number]

/** What the settings are opened at to add a check. */
export const newCheck = 'new-check'

export interface Place {
  page: PageId
  /** What the page is opened at: an incident's id, a component (overview), a part of the settings, "<log>@<UTC epoch ms>". */
  id: string | null
}
