import { fieldsOf, listOf, type Fields } from './log-fields'
import { count, mostTokens, nothing, type Counted } from './usage-counts'

/** Gemini: thoughts come on top of the candidates, what tools put into the prompt on top of the prompt. */
export function geminiShape(fields: Fields): Counted {
  const of = (name: string): number => count(named(fields, name))
  const modal = (name: string, modality: string): number => ofModality(named(fields, name), modality)
  const fresh = (modality: string): number => Math.max(0, modal('promptTokensDetails', modality) + modal('toolUsePromptTokensDetails', modality) - modal('cacheTokensDetails', modality))
  const reasoningOut = of('thoughtsTokenCount')
  return {
    ...nothing,
    input: of('promptTokenCount') + of('toolUsePromptTokenCount'),
    cacheRead: of('cachedContentTokenCount'),
    audioIn: fresh('AUDIO'),
    imageIn: fresh('IMAGE'),
    // The live API says “response” for “candidates”.
    output: (of('candidatesTokenCount') || of('responseTokenCount')) + reasoningOut,
    audioOut: modal('candidatesTokensDetails', 'AUDIO') + modal('responseTokensDetails', 'AUDIO'),
    reasoningOut,
  }
}

/** As the API writes it, or as Google’s library for Python does: "promptTokenCount", "prompt_token_count". */
export const named = (fields: Fields, name: string): unknown => fields[name] ?? fields[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]

function ofModality(details: unknown, modality: string): number {
  const counts = listOf(details).map(fieldsOf).filter((entry) => entry['modality'] === modality).map((entry) => count(named(entry, 'tokenCount')))
  return Math.min(mostTokens, counts.reduce((sum, each) => sum + each, 0))
}
