import type { builtInTargets } from '../../../../shared/settings'

/** The built-in keys again, since the schema file must stay out of the window; a wrong one does not compile. */
const builtIn: typeof builtInTargets = ['notion', 'drive', 'stripe', 'scheduler_tick', 'disk_ok']

const longest = 40

const cut = (text: string, length: number): string => text.slice(0, length).replace(/-+$/, '')

/** "Café-Shop №2" → "cafe-shop-no2"; empty when there is no letter or figure of the plain alphabet in it. */
export function slug(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss').toLowerCase()
  const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  return cut(/^\d/.test(words) ? `check-${words}` : words, longest)
}

/**
 * A new check's id: made from its name, unlike every id in `taken` and the built-in ones. Given once and never changed, since
 * the API, the history and the logs know the check by it.
 */
export function idFor(title: string, kind: string, taken: readonly string[]): string {
  const base = slug(title) || slug(kind) || 'check'
  const used = new Set<string>([...taken, ...builtIn])
  let id = base
  for (let number = 2; used.has(id); number++) id = `${cut(base, longest - `-${number}`.length)}-${number}`
  return id
}
