import type { Pico } from '../costs/money'

/**
 * Currencies whose amounts Stripe doesn’t give in hundredths: https://docs.stripe.com/currencies. Króna (isk) and Ugandan shilling (ugx)
 * have no cents any more, but are still given in hundredths.
 */
const digits: Readonly<Record<string, number>> = {
  ...Object.fromEntries(['bif', 'clp', 'djf', 'gnf', 'jpy', 'kmf', 'krw', 'mga', 'pyg', 'rwf', 'vnd', 'vuv', 'xaf', 'xof', 'xpf'].map((currency) => [currency, 0])),
  ...Object.fromEntries(['bhd', 'jod', 'kwd', 'omr', 'tnd'].map((currency) => [currency, 3])),
}

/** How many decimals the minor unit of a currency (ISO 4217, any case) stands for. */
export const minorDigits = (currency: string): number => digits[currency.toLowerCase()] ?? 2

/** An amount in minor units as a count of 1e-12 of the currency’s unit. */
export const picoOfMinor = (amount: number, currency: string): Pico => BigInt(amount) * 10n ** BigInt(12 - minorDigits(currency))
