/** An address: what leads to it, with or without its scheme, and then its path and fragment. Each part has a bound, so that no text takes long. */
const address = /((?:\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/"'\\<>?#]{1,255}|\b(?:[a-z0-9-]{1,63}\.){1,10}[a-z]{2,63}(?::\d{1,5})?)[/#])([^\s"'\\<>?]+)/gi

/** What a sentence may go on with behind an address. */
const ending = /[.,;:!)\]}]*$/

/** Takes segments out of addresses that look like secrets: who knows such an address may do what it is for. Host and words stay. */
export const hideSecretPaths = (text: string): string =>
  text.replace(address, (_whole, before: string, path: string) => {
    const end = ending.exec(path)?.[0] ?? ''
    const segments = path.slice(0, path.length - end.length)
    return `${before}${segments.replace(/[^/#&=;]+/g, (segment) => (looksSecret(segment) ? '…' : segment))}${end}`
  })

const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i
const botToken = /^(?:bot)?\d+:./i
/** Longer than any word or number of a path. */
const longRun = /[a-z0-9]{24}|\d{20}/i
/** With a letter: times and numbers are figures alone. */
const hexRun = /(?<![a-z0-9])(?!\d+(?![a-z0-9]))[0-9a-f]{16,}(?![a-z0-9])/i

/** Whether a segment is made of chance rather than of words, numbers and dates. */
const looksSecret = (segment: string): boolean => uuid.test(segment) || botToken.test(segment) || longRun.test(segment) || hexRun.test(segment) || isMixed(segment)

/** Capitals, small letters and figures that take turns; a capital that begins a word is none of these turns. */
function isMixed(segment: string): boolean {
  const { length } = segment.replaceAll(/[^a-z0-9]/gi, '')
  const turns = segment.match(/(?<=[a-z])(?=[A-Z0-9])|(?<=\d)(?=[A-Za-z])|(?<=[A-Z])(?=\d)/g)?.length ?? 0
  return length >= 8 && turns / length >= (length < 12 ? 0.4 : 0.25)
}
