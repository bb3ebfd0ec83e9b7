import { diffTables, type ModelName, type TableDiff } from '../../core/costs/prices-diff'
import { systemClock } from '../../host/io/clock'
import { loadSnapshot, shippedPrices } from '../../host/prices'
import { failed } from '../failed'
import { UsageError, type Invocation } from '../options'

/** What another price table would change, before it takes the place of the one that is here. */
export async function prices(invocation: Invocation): Promise<number> {
  const [file, ...more] = invocation.words
  if (file === undefined || more.length > 0) throw new UsageError('“echopilot prices” takes FILE [--json]: a resources/prices.json that “npm run prices” made.')
  const other = await loadSnapshot(file)
  if (!other.ok) return failed(other.error, invocation)
  const diff = diffTables(await shippedPrices(), other.value, systemClock.now())
  invocation.write(invocation.json ? JSON.stringify(diff, null, 2) : inWords(diff).join('\n'))
  return 0
}

const nameOf = ({ provider, model }: ModelName): string => `${provider} ${model}`

function inWords({ added, removed, changed, otherTimes }: TableDiff): string[] {
  const lines = [
    ...added.map((model) => `new      ${nameOf(model)}`),
    ...removed.map((model) => `gone     ${nameOf(model)}`),
    ...changed.map((row) => `changed  ${nameOf(row)}: ${row.rate} ${row.before ?? 'none'} → ${row.after ?? 'none'}`),
    ...otherTimes.map((model) => `later    ${nameOf(model)}: the same now, at other times other prices`),
  ]
  return lines.length === 0 ? ['No price would change.'] : lines
}
