import { redact } from '../redact'
import { hideSecretPaths } from './secret-paths'

/** What tells whose computer it is. */
export interface Owner {
  /** Home folder; '' where there is none. */
  home: string
  user: string
  host: string
  /** Whatever else must not be seen: chats, names of agents. */
  known: readonly string[]
  secrets: readonly string[]
}

/** Shorter ones are part of too many words to be taken out of all of them. */
const shortestName = 3

const shapes: readonly (readonly [RegExp, string])[] = [
  // Credentials that are none of ours, but may stand in the logs of others.
  [/\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abprs]-|AKIA)[A-Za-z0-9_-]{10,}/g, '…'],
  [/\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)(\\*["']?\s*[:=]\s*\\*["']?)[^\n"'\\,]+/gi, '$1$2…'],
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"'\\]+@/gi, '$1…@'],
  // Homes of others, written plainly or within JSON; a name of two words ends where the path goes on.
  [/(\/(?:home|Users)\/)(?:[^/\n"'\\:,;)]+(?=\/)|[^/\s"'\\:,;)]+)/g, '$1…'],
  [/([A-Za-z]:(?:\\+|\/)Users(?:\\+|\/))(?:[^\\/\n":',;)]+(?=[\\/])|[^\\/\s":',;)]+)/gi, '$1…'],
  // What an address asks for is nobody’s business; where it leads tells what is looked at.
  [/(\bhttps?:\/\/[^\s"'?#<>]*)\?[^\s"'<>\\]+/gi, '$1?…'],
  [/[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)/g, '…@$1'],
]

/** A text for a stranger’s eyes: no secret, nobody’s name, no home folder. Over-eager on purpose. */
export function hidePrivate(text: string, { home, user, host, known, secrets }: Owner): string {
  // Addresses with a password look like those of mail: secrets go first.
  let clean = redact(text, secrets)
  for (const written of homesAsWritten(home)) clean = clean.split(written).join('~')
  for (const [shape, replacement] of shapes) clean = clean.replace(shape, replacement)
  clean = hideSecretPaths(clean)
  for (const name of [user, host, ...known].filter((one) => one.length >= shortestName)) clean = clean.replace(wordOf(name), '…')
  return clean
}

/** A path with backslashes has two of each in JSON, and four in JSON within it. */
function homesAsWritten(home: string): string[] {
  if (home.length < shortestName) return []
  const double = (path: string) => path.replaceAll('\\', '\\\\')
  return [double(double(home)), double(home), home]
}

/** Not as a part of another word. */
const wordOf = (name: string): RegExp => new RegExp(`(?<![A-Za-z0-9])${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![A-Za-z0-9])`, 'gi')
