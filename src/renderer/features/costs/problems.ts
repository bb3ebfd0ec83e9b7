import { plural } from '../../../shared/format'
import type { CostsView } from '../../../shared/costs'
import type { Status } from '../../../shared/model'
import { dollars } from '../../parts/money'
import { texts } from '../../texts'
import { fileName } from './call-view'

const words = texts.costsPage.problems

/** What leads on from a problem: a section of the settings, or the file it is in. */
export type Next = { settings: string; label: string } | { reveal: string; label: string }

export interface Problem {
  id: string
  status: Status
  title: string
  about: string | null
  next: Next | null
  /** The lines it is about, as far as they are named. */
  lines: readonly { line: number; why: string }[]
}

/** Where a source is set up. */
const homes: Record<CostsView['sources'][number]['id'], string | null> = { logs: 'watch', own: null, stripe: 'stripe', finance: 'notion', openai: 'openai' }

function sourceProblem({ id, title, state, words: said, hint }: CostsView['sources'][number]): Problem {
  const home = homes[id]
  return {
    id: `source-${id}`,
    status: state === 'problem' ? 'fail' : 'warning',
    title: words.source(title, said),
    about: hint,
    next: home === null ? null : { settings: home, label: words.openSettings },
    lines: [],
  }
}

const unpricedProblem = ({ provider, model, calls, tokens, low, high }: CostsView['unpriced'][number]): Problem => ({
  id: `unpriced-${provider}-${model}`,
  status: 'warning',
  title: words.unpriced(model, provider),
  about: words.unpricedAbout(plural(calls, 'call'), tokens.toLocaleString('en-US'), dollars(low), dollars(high)),
  next: { settings: 'costs', label: words.addPrice },
  lines: [],
})

const fileProblem = ({ path, bad, lines, problem }: CostsView['badFiles'][number]): Problem => ({
  id: `file-${path}`,
  status: problem === null ? 'warning' : 'fail',
  title: problem === null ? words.badLines(fileName(path), bad) : words.unreadable(fileName(path), problem),
  about: problem === null ? words.badLinesAbout : words.unreadableAbout,
  next: { reveal: path, label: words.reveal },
  lines: problem === null ? lines : [],
})

const ambiguousProblem = (count: number): Problem => ({ id: 'ambiguous', status: 'off', title: words.ambiguous(count), about: words.ambiguousAbout, next: null, lines: [] })

const order: readonly Status[] = ['fail', 'warning', 'off']

/** What is missing from the figures or makes them unsure, the worst first, each with what to do. */
export function problemsOf({ sources, unpriced, badFiles, lines }: Pick<CostsView, 'sources' | 'unpriced' | 'badFiles' | 'lines'>): Problem[] {
  const all = [
    ...sources.filter(({ state }) => state === 'problem' || state === 'stale').map(sourceProblem),
    ...unpriced.map(unpricedProblem),
    ...badFiles.map(fileProblem),
    ...(lines.ambiguous > 0 ? [ambiguousProblem(lines.ambiguous)] : []),
  ]
  return all.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
}
