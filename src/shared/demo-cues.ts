/** What a person can make a demo workspace do, in the order of its menu. */
export const demoCues = ['stripe-forbidden', 'notion-slow', 'notion-limited', 'drive-down', 'ticks-stop', 'disk-fill', 'spend-spike', 'all-well'] as const
export type DemoCue = (typeof demoCues)[number]
