import type { MadeCall } from './job-run'

/** US dollars a million tokens, near enough to size a made-up budget by. What the console shows is by its own price table. */
const usdPerMillion: Readonly<Record<string, readonly [input: number, cached: number, output: number]>> = {
  'gpt-5': [1.25, 0.125, 10],
  'gpt-5-mini': [0.25, 0.025, 2],
  'claude-sonnet-4-5': [3, 0.3, 15],
  'claude-haiku-4-5': [1, 0.1, 5],
  'gemini-2.5-pro': [1.25, 0.125, 10],
}

/** About what a call cost, US dollars; 0 for a model without a price. */
export function aboutUsd({ model, input, cached, output }: Pick<MadeCall, 'model' | 'input' | 'cached' | 'output'>): number {
  const [perInput, perCached, perOutput] = usdPerMillion[model] ?? [0, 0, 0]
  return ((input - cached) * perInput + cached * perCached + output * perOutput) / 1e6
}
