/** What is wrong with a form, by field. */
export type FieldFaults = Readonly<Record<string, string>>

/** What a field is called by people, and in the settings. */
export interface FieldName {
  name: string
  title: string
}

/** A field in quotation marks, as the host names places: “Port”: a port from…, or “settings.port” is missing. */
const place = /“([^”]+)”:? /g

const sentenceCase = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

/**
 * Shares a refusal out among the fields it names; `rest` is the whole of it when it names none of them, and null when every
 * part found its field.
 */
export function placed(message: string, fields: readonly FieldName[]): { faults: FieldFaults; rest: string | null } {
  const found = [...message.matchAll(place)].flatMap((match) => {
    const said = match[1]!
    const field = fields.find(({ title }) => title === said) ?? fields.find(({ name }) => name === said.split('.').at(-1))
    return field ? [{ name: field.name, from: match.index, to: match.index + match[0].length }] : []
  })
  const faults = found.map(({ name, to }, index) => {
    const said = message.slice(to, found[index + 1]?.from ?? message.length).replace(/[\s,.]+$/, '')
    return [name, sentenceCase(said)] as const
  })
  return { faults: Object.fromEntries(faults), rest: found.length === 0 ? message : null }
}
