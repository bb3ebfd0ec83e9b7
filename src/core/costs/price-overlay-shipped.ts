import type { Overlay, OverlayFactor, OverlayPrice } from './price-overlay'
import { tokenRates } from './prices-table'

type Leaving<Entry, Names extends keyof Entry> = Omit<Entry, Names> & Partial<Pick<Entry, Names>>

/** resources/price-overlay.json, as it is written: like a user’s overlay, and without mistakes, which a test holds. */
export interface ShippedOverlay {
  factors: Leaving<OverlayFactor, 'from' | 'to' | 'rates'>[]
  prices: Leaving<OverlayPrice, 'from' | 'to' | 'usdPerMillion' | 'above' | 'usdEach'>[]
}

/** With what was left out. The schema that users’ files are checked by would say the same, but loading it takes longer than most questions. */
export const shippedOverlay = ({ factors, prices }: ShippedOverlay): Overlay => ({
  factors: factors.map((factor) => ({ from: null, to: null, rates: [...tokenRates], ...factor })),
  prices: prices.map((price) => ({ from: null, to: null, usdPerMillion: {}, above: [], usdEach: {}, ...price })),
})
