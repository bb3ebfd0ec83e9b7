import { newCheck, pageIds, type Place, sectionIds, serviceNames } from './places'

/** Links into the console, such as echopilot://incident/…. They come from anywhere: they only ever show something. */
export const linkScheme = 'echopilot'

const longest = 2048
const linkShape = /^echopilot:(?:\/\/)?([a-z]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/i

/** Of a terminal and of text: the latter make a name read as another one. */
const controls = /[\p{Cc}\p{Bidi_Control}]/u
/** "<rule>:<target>@<UTC epoch ms>"; a target may be a folder. */
const incidentId = /^[a-z][a-z0-9-]{0,59}:.{1,600}@\d{9,15}$/su
const targetId = /^[a-z][a-z0-9_-]{0,59}$/
const checkPlace = /^checks\/[a-z][a-z0-9_-]{0,59}$/
const epochMs = /^\d{9,15}$/
const utcTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/
const longestSource = 1024

type Read = (path: string, query: string) => Place | null

const kinds: ReadonlyMap<string, Read> = new Map<string, Read>([
  // No more than the program's name: it is to come to the front.
  ['', plain((path) => (path === '' ? { page: 'overview', id: null } : null))],
  ['incident', plain((id) => (incidentId.test(id) ? { page: 'incidents', id } : null))],
  ['component', plain((id) => (targetId.test(id) ? { page: 'overview', id } : null))],
  ['page', plain((name) => pageNamed(name))],
  ['settings', plain((name) => (name === '' || isInSettings(name) ? { page: 'settings', id: name || null } : null))],
  ['logs', (path, query) => (path === '' ? logsAt(query) : null)],
])

/** Where a link leads; null for anything that isn't one of ours, or that names what can't be. */
export function placeOf(link: string): Place | null {
  const parts = link.length <= longest ? linkShape.exec(link.trim()) : null
  if (!parts) return null
  const [, kind = '', path = '', query = ''] = parts
  // Browsers and desktops end an address with a slash of their own.
  const inside = decoded(path.replace(/\/$/, ''))
  return inside === null ? null : (kinds.get(kind.toLowerCase())?.(inside, query) ?? null)
}

export const incidentLink = (id: string): string => `${linkScheme}://incident/${encodeURIComponent(id)}`
export const overviewLink = `${linkScheme}://page/overview`

/** The link among a program's arguments, as a desktop hands it over; null without one. */
export const linkIn = (args: readonly string[]): string | null => args.find((arg) => arg.toLowerCase().startsWith(`${linkScheme}:`)) ?? null

/** A kind of link that asks nothing. */
function plain(read: (path: string) => Place | null): Read {
  return (path, query) => (query === '' ? read(path) : null)
}

function pageNamed(name: string): Place | null {
  const page = pageIds.find((id) => id === name)
  return page ? { page, id: null } : null
}

const settingsPlaces: ReadonlySet<string> = new Set([...sectionIds, ...serviceNames, newCheck])
const isInSettings = (name: string): boolean => settingsPlaces.has(name) || checkPlace.test(name)

/** `source` names a log, `at` a moment, as UTC epoch ms or as 2026-11-23T10:15:00Z; either may be left out. */
function logsAt(query: string): Place | null {
  const asked = fieldsOf(query)
  if (!asked) return null
  const { source = '', at = '' } = asked
  const moment = at === '' ? '' : momentOf(at)
  if (moment === null || source.length > longestSource) return null
  if (source === '') return { page: 'logs', id: moment || null }
  return { page: 'logs', id: `${source}@${moment}` }
}

function momentOf(text: string): string | null {
  if (epochMs.test(text)) return text
  const ms = utcTime.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? null : String(ms)
}

type LogFields = { source?: string; at?: string }

/** The fields of a query; null when one is unknown, there twice or can't be read. */
function fieldsOf(query: string): LogFields | null {
  const fields: LogFields = {}
  for (const part of query.split('&').filter(Boolean)) {
    const [name = '', ...rest] = part.split('=')
    const value = decoded(rest.join('=').replaceAll('+', ' '))
    if ((name !== 'source' && name !== 'at') || value === null || fields[name] !== undefined) return null
    fields[name] = value
  }
  return fields
}

function decoded(text: string): string | null {
  try {
    const plainText = decodeURIComponent(text)
    return controls.test(plainText) ? null : plainText
  } catch {
    return null
  }
}
