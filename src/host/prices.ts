import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Problem } from '../core/config-problems'
import type { Overlay } from '../core/costs/price-overlay'
import { shippedOverlay, type ShippedOverlay } from '../core/costs/price-overlay-shipped'
import { withOverlays } from '../core/costs/prices-merge'
import type { PriceTable } from '../core/costs/prices-table'
import { fault } from '../shared/faults'
import { err, ok, type Result } from '../shared/result'
import { parseJson, readJson } from './json'

// Found at build time and loaded when first needed: the table is no part of the start. Schemas are loaded for files of users alone.
const shipped = import.meta.glob<PriceTable>('../../resources/prices.json', { import: 'default' })
const ours = import.meta.glob<ShippedOverlay>('../../resources/price-overlay.json', { import: 'default' })

const first = <T>(found: Record<string, () => Promise<T>>): Promise<T> => Object.values(found)[0]!()

/** The prices this build carries, as the lists have them. */
export const shippedPrices = (): Promise<PriceTable> => first(shipped)

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')

const form = 'Its form is in docs/prices.md.'

/** A user’s overlay; a file that can’t be read counts as empty, and is told of. */
async function overlayOf(path: string): Promise<{ overlay: Overlay; problems: Problem[] }> {
  const json = readJson(path, form)
  if (!json.ok) return { overlay: { factors: [], prices: [] }, problems: [{ place: '', words: `${json.error.message} ${form}` }] }
  const { readOverlay } = await import('../core/costs/price-overlay')
  return readOverlay(json.value)
}

/**
 * The prices this build carries, with our overlay and the user’s (`settings.costs.priceOverlay`) on them. `problems` are those of the user’s
 * file: its wrong entries are left out, the others count.
 */
export async function loadPrices({ overlayFile = null }: { overlayFile?: string | null } = {}): Promise<{ table: PriceTable; problems: Problem[] }> {
  const [table, own] = await Promise.all([shippedPrices(), first(ours)])
  const user = overlayFile === null ? null : await overlayOf(overlayFile)
  const overlays = [shippedOverlay(own), ...(user ? [user.overlay] : [])]
  return { table: withOverlays(table, overlays, sha256(overlays)), problems: user?.problems ?? [] }
}

const madeBy = 'Take a resources/prices.json that “npm run prices” made.'

/** Another snapshot, to see what it would change (`diffTables`) before it is used. One that was edited by hand isn’t taken: that is what overlays are for. */
export async function loadSnapshot(path: string): Promise<Result<PriceTable>> {
  const wrong = (words: string) => err(fault('invalid_input', `${path} ${words}`, madeBy))
  const text = await readFile(path, 'utf8').catch(({ code }: NodeJS.ErrnoException) => ({ code }))
  if (typeof text !== 'string') return wrong(text.code === 'ENOENT' ? 'isn’t there.' : `can’t be read (${text.code ?? 'unknown reason'}).`)
  const json = parseJson(text, path, madeBy)
  if (!json.ok) return json
  const [{ snapshot }, { explain }] = await Promise.all([import('../core/costs/prices-snapshot'), import('../core/explain')])
  const table = snapshot.safeParse(json.value)
  if (!table.success) return wrong(`is no price table: ${explain({ issues: table.error.issues.slice(0, 3) }, true)}.`)
  const { providers } = json.value as PriceTable
  return sha256(providers) === table.data.sha256 ? ok(table.data) : wrong('isn’t as it was made: its contents and its checksum disagree.')
}
