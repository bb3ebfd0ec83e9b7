/**
 * The series a console tells of itself, and a fleet is asked for. Roll-ups by the agent itself, so that an overview of thousands
 * of agents reads one series of each; labels are bounded, and none holds free text.
 */
export const series = {
  info: 'echopilot_info',
  status: 'echopilot_status_code',
  heard: 'echopilot_judged_timestamp_seconds',
  unwell: 'echopilot_components_unwell',
  incidents: 'echopilot_incidents_open',
  tickAge: 'echopilot_tick_age_seconds',
  cost: 'echopilot_cost_usd',
  component: 'echopilot_component_status_code',
  latency: 'echopilot_component_latency_seconds',
  lookAge: 'echopilot_component_look_age_seconds',
} as const

export type Series = (typeof series)[keyof typeof series]

/** What a state is as a figure: the higher, the worse; what isn't known stands apart. */
export const statusCodes = { ok: 0, warning: 1, fail: 2, unknown: 3, off: 4 } as const

const byCode = new Map(Object.entries(statusCodes).map(([status, code]) => [code as number, status as keyof typeof statusCodes]))

/** The state a figure stands for; `unknown` for a figure that stands for none. */
export const statusOf = (code: number): keyof typeof statusCodes => byCode.get(code) ?? 'unknown'
