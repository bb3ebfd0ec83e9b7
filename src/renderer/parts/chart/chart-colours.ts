import { useMemo, useSyncExternalStore } from 'react'

/** The tokens a canvas is painted with: it doesn't follow style sheets by itself. */
export interface ChartColours {
  ink: string
  quiet: string
  solid: string
  line: string
  ground: string
  accent: string
  track: string
  hover: string
  fail: string
  font: string
}

const tokens: Readonly<Record<keyof ChartColours, string>> = {
  ink: '--ink',
  quiet: '--ink-2',
  solid: '--ink-3',
  line: '--line',
  ground: '--panel',
  accent: '--accent',
  track: '--track',
  hover: '--hover',
  fail: '--fail',
  font: '--font',
}

const read = (): ChartColours => {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(Object.entries(tokens).map(([name, token]) => [name, style.getPropertyValue(token).trim()])) as Record<keyof ChartColours, string>
}

const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)']
const scheme = 'data-mantine-color-scheme'

function subscribe(listener: () => void): () => void {
  const attribute = new MutationObserver(listener)
  attribute.observe(document.documentElement, { attributeFilter: [scheme] })
  const lists = queries.map((query) => matchMedia(query))
  for (const list of lists) list.addEventListener('change', listener)
  return () => {
    attribute.disconnect()
    for (const list of lists) list.removeEventListener('change', listener)
  }
}

const look = (): string => [document.documentElement.getAttribute(scheme), ...queries.map((query) => matchMedia(query).matches)].join(' ')

/** The present theme's colours; others when the theme or the wanted contrast changes. */
export function useChartColours(): ChartColours {
  const now = useSyncExternalStore(subscribe, look)
  // oxlint-disable-next-line react/exhaustive-deps -- what is read depends on the look alone
  return useMemo(read, [now])
}
