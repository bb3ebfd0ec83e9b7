import type { Channel, Probe, Rule } from './plugin'

export { formats } from './costs/formats'

// A plugin is found by its folder: adding one is adding a file.
/** Every kind of probe: the five built in first, in their order. */
export const probes: readonly Probe[] = Object.values(
  import.meta.glob<Probe>('./probes/*.ts', { eager: true, import: 'default' }),
).toSorted((a, b) => (a.builtIn?.order ?? Infinity) - (b.builtIn?.order ?? Infinity) || a.title.localeCompare(b.title))
export const rules: readonly Rule[] = Object.values(
  import.meta.glob<Rule>('./rules/*.ts', { eager: true, import: 'default' }),
)
export const channels: readonly Channel[] = Object.values(
  import.meta.glob<Channel>('./channels/*.ts', { eager: true, import: 'default' }),
)

export const probeOfKind = (kind: string): Probe | undefined => probes.find((probe) => probe.kind === kind)
