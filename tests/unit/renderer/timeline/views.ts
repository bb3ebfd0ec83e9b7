import type { TimelineView } from '../../../../src/shared/timeline'

/** A view with nothing in it; each test says what matters to it. */
export const viewOf = (own: Partial<TimelineView> = {}): TimelineView => ({ from: 0, to: 1000, at: 1000, stepMs: 1, firstAt: 0, ticks: [], components: [], incidents: [], runs: [], notes: [], ...own })
