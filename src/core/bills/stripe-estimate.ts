/** A charge that has no balance transaction yet. `amount` in minor units of `currency`, in lower case; `at` UTC epoch ms. */
export interface PendingCharge {
  id: string
  at: number
  amount: number
  currency: string
  /** "card", "us_bank_account", …; null where the charge doesn’t say. */
  method: string | null
  /** Where the card was issued, ISO 3166; null where the charge doesn’t say. */
  cardCountry: string | null
  live: boolean
}

/** A standard tariff for cards. Shares are hundredths of a percent, the fixed part minor units. */
interface Tariff {
  currency: string
  share: number
  fixed: number
  /** Added for cards of other countries; the first entry that names the card’s country counts, `null` names all. */
  abroad: readonly (readonly [ReadonlySet<string> | null, number])[]
  /** Added where Stripe converts into the account’s currency. */
  conversion: number
}

const euro = ['AT', 'BE', 'BG', 'CY', 'DE', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PT', 'SI', 'SK']
const area = new Set([...euro, 'CZ', 'DK', 'HU', 'IS', 'LI', 'NO', 'PL', 'RO', 'SE'])
const britain = new Set(['GB'])

/** As published at stripe.com/<country>/pricing in 2026, without premium cards and agreed rates. Countries that aren’t here aren’t guessed. */
const tariffs: Readonly<Record<string, Tariff>> = {
  US: { currency: 'usd', share: 290, fixed: 30, abroad: [[null, 150]], conversion: 100 },
  CA: { currency: 'cad', share: 290, fixed: 30, abroad: [[null, 80]], conversion: 200 },
  GB: { currency: 'gbp', share: 150, fixed: 20, abroad: [[area, 100], [null, 175]], conversion: 200 },
  AU: { currency: 'aud', share: 170, fixed: 30, abroad: [[null, 180]], conversion: 200 },
  JP: { currency: 'jpy', share: 360, fixed: 0, abroad: [], conversion: 200 },
  ...Object.fromEntries(euro.map((country): [string, Tariff] => [country, { currency: 'eur', share: 150, fixed: 25, abroad: [[area, 0], [britain, 100], [null, 175]], conversion: 200 }])),
}

/** What Stripe will probably keep, in minor units of the account’s `currency`. */
export interface FeeEstimate {
  currency: string
  fee: number
  low: number
  high: number
}

/** Stripe rounds halves up, and its own rounding steps aren’t published: a unit either way. */
const roundingMinor = 1

/**
 * The fee of a charge by the standard tariff of the account’s country; null where no tariff fits: another way of paying, a country
 * without one here, or a currency that `rates` (from the customer’s currency into the account’s) doesn’t know.
 */
export function estimateFee(charge: PendingCharge, country: string, rates: ReadonlyMap<string, number>): FeeEstimate | null {
  const tariff = tariffs[country]
  if (!tariff || charge.method !== 'card') return null
  const amount = inCurrency(charge, tariff.currency, rates)
  if (amount === null) return null
  const conversion = charge.currency === tariff.currency ? 0 : tariff.conversion
  const fee = (abroad: number) => halfUp(amount * (tariff.share + abroad + conversion), 10_000) + tariff.fixed
  const shares = charge.cardCountry === null ? [0, ...tariff.abroad.map(([, share]) => share)] : [shareAbroad(tariff, country, charge.cardCountry)]
  return { currency: tariff.currency, fee: fee(shares[0]!), low: fee(Math.min(...shares)) - roundingMinor, high: fee(Math.max(...shares)) + roundingMinor }
}

const shareAbroad = ({ abroad }: Tariff, home: string, card: string): number => (card === home ? 0 : (abroad.find(([countries]) => countries === null || countries.has(card))?.[1] ?? 0))

function inCurrency({ amount, currency }: PendingCharge, wanted: string, rates: ReadonlyMap<string, number>): number | null {
  if (currency === wanted) return amount
  const rate = rates.get(currency)
  return rate === undefined ? null : Math.round(amount * rate)
}

/** Both are whole and small enough to stay exact. */
const halfUp = (numerator: number, denominator: number): number => Math.floor((2 * numerator + denominator) / (2 * denominator))

/** In which currency fees of this country’s accounts are estimated; null where they aren’t. */
export const tariffCurrency = (country: string): string | null => tariffs[country]?.currency ?? null
