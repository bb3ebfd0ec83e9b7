import { z } from 'zod'
import { rateNames, type Match, type PriceTable } from './prices-table'

const amount = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const rate = z.object({ base: amount, steps: z.array(z.object({ above: z.number().int().min(0), rate: amount })).exactOptional() })
const second = z.number().int().min(0).max(86_400)
const epoch = z.object({
  from: z.iso.date().nullable(),
  daily: z.object({ from: second, to: second }).exactOptional(),
  rates: z.partialRecord(z.enum(rateNames), rate),
})

const match: z.ZodType<Match> = z.lazy(() =>
  z.union([
    z.strictObject({ equals: z.string() }),
    z.strictObject({ starts_with: z.string() }),
    z.strictObject({ ends_with: z.string() }),
    z.strictObject({ contains: z.string() }),
    z.strictObject({ regex: z.string().refine(isRegex, 'a regular expression') }),
    z.strictObject({ or: z.array(match) }),
    z.strictObject({ and: z.array(match) }),
  ]),
)

function isRegex(text: string): boolean {
  try {
    void new RegExp(text)
    return true
  } catch {
    return false
  }
}

const model = z.object({ id: z.string().min(1), match, epochs: z.array(epoch).min(1), free: z.literal(true).exactOptional(), deprecated: z.literal(true).exactOptional() })
const provider = z.object({ match: match.exactOptional(), fallback: z.array(z.string()).exactOptional(), models: z.array(model) })

/** A snapshot as `npm run prices` makes it; what comes from a file is checked before it is used. */
export const snapshot = z.object({
  source: z.string(),
  version: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  providers: z.record(z.string(), provider),
}) satisfies z.ZodType<PriceTable>
