import type { CallsView } from '../../../shared/costs'
import { dollars } from '../../parts/money'
import { texts } from '../../texts'

const words = texts.costsPage.drawer

/** "agents.jsonl" of a path of either kind of system. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

const written = (tokens: number): string => tokens.toLocaleString('en-US')

/** A call in words: its tokens, whose it was, and where it is written. */
export function callView({ tokensIn, tokensCached, tokensOut, job, agent, provider, serviceTier, usd, path, line }: CallsView['rows'][number]): { amount: string; tokens: string; about: string; place: string } {
  const input = tokensCached > 0 ? `${written(tokensIn)} (${words.cached(written(tokensCached))})` : written(tokensIn)
  return {
    amount: usd === null ? words.noPrice : dollars(usd, 4),
    tokens: words.tokens(input, written(tokensOut)),
    about: [job ?? words.noJob, agent, provider, serviceTier && words.tier(serviceTier)].filter(Boolean).join(' · '),
    place: words.place(fileName(path), line),
  }
}
