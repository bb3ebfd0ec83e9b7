import type { Channel, Format, Probe, Rule } from './plugin'

// A plugin is found by its folder: adding one is adding a file.
const inOrder = <T extends { order: number }>(found: Record<string, T>): T[] =>
  Object.values(found).toSorted((a, b) => a.order - b.order)

export const probes: readonly Probe[] = inOrder(
  import.meta.glob<Probe>('./probes/*.ts', { eager: true, import: 'default' }),
)
export const rules: readonly Rule[] = Object.values(
  import.meta.glob<Rule>('./rules/*.ts', { eager: true, import: 'default' }),
)
export const channels: readonly Channel[] = Object.values(
  import.meta.glob<Channel>('./channels/*.ts', { eager: true, import: 'default' }),
)
export const formats: readonly Format[] = Object.values(
  import.meta.glob<Format>('./formats/*.ts', { eager: true, import: 'default' }),
)

export const probeFor = (target: string): Probe | undefined => probes.find((probe) => probe.target === target)
