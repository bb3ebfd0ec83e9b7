/** One measured value with its labels; `value` is a decimal number as text, so that money stays exact until it leaves. */
export interface Figure {
  labels: Readonly<Record<string, string>>
  value: string
}

/** A family of figures under one name. All of ours are gauges: none is a running count that a restart would set back. */
export interface Family {
  name: string
  help: string
  /** Suffix of the name, where there is one: OpenMetrics wants it said. */
  unit?: 'seconds' | 'usd'
  figures: readonly Figure[]
}

/**
 * Families as OpenMetrics 1.0.0 text. For gauges alone it is the older Prometheus format too, where unit and end are comments.
 */
export function exposition(families: readonly Family[]): string {
  const lines = families.filter(({ figures }) => figures.length > 0).flatMap(linesOf)
  return `${[...lines, '# EOF'].join('\n')}\n`
}

/** Media type of that text. */
export const openMetrics = 'application/openmetrics-text; version=1.0.0'

function linesOf({ name, help, unit, figures }: Family): string[] {
  const head = [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...(unit ? [`# UNIT ${name} ${unit}`] : [])]
  return [...head, ...figures.map(({ labels, value }) => `${name}${labelsOf(labels)} ${value}`)]
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

/** In label values, and in the strings of PromQL. */
export const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
