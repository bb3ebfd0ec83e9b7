import type { PriceTable } from '../core/costs/prices'

// Found at build time and loaded when first needed: the table is no part of the start.
const found = import.meta.glob<PriceTable>('../../resources/prices.json', { import: 'default' })

/** The price snapshot this build carries. */
export async function loadPrices(): Promise<PriceTable> {
  return Object.values(found)[0]!()
}
