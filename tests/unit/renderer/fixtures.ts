import type { ComponentView, CostBreakdown, CostSummary, Incident, JobView, Snapshot } from '../../../src/shared/model'

/** Made small and well; each test says only what matters to it. */
export const component = (more: Partial<ComponentView> = {}): ComponentView => ({
  target: 'stripe',
  kind: 'stripe',
  title: 'Stripe',
  builtIn: true,
  reach: 'remote',
  unit: 'ms',
  status: 'ok',
  look: 'ok',
  code: null,
  message: '',
  hint: null,
  figure: null,
  latencyMs: null,
  checkedAt: 1000,
  since: 1000,
  nextAt: null,
  history: [],
  detail: {},
  action: null,
  ...more,
})

const breakdown = (more: Partial<CostBreakdown> = {}): CostBreakdown => ({
  totalUsd: '1',
  lowUsd: '1',
  highUsd: '1',
  cpuUsd: '0',
  cpuHours: 0,
  llmUsd: '1',
  stripeUsd: '0',
  financeUsd: '0',
  grade: 'computed',
  ...more,
})

export const costs = (week: Partial<CostBreakdown>): CostSummary => ({
  at: Date.UTC(2026, 10, 26),
  today: breakdown(),
  week: breakdown(week),
  lastWeek: breakdown(),
  lastWeekSoFar: null,
  month: breakdown(),
  sources: [],
  unpriced: [],
  badLines: 0,
})

export const job = (id: string, nextAt: number | null): JobView => ({ id, title: id, when: '', nextAt, last: null, runnable: true })

export const incident = (more: Partial<Incident> = {}): Incident => ({
  id: 'one',
  identity: 'component-failing:stripe',
  rule: 'component-failing',
  target: 'stripe',
  component: 'stripe',
  mark: '',
  severity: 'fail',
  title: 'Stripe',
  message: '',
  hint: null,
  code: null,
  openedAt: 1000,
  escalatedAt: null,
  acknowledgedAt: null,
  snooze: null,
  resolvedAt: null,
  ...more,
})

export const snapshot = (more: Partial<Snapshot> = {}): Snapshot => ({
  at: 1000,
  startedAt: 0,
  overall: 'ok',
  headline: 'All is well.',
  components: [component()],
  run: null,
  incidents: [],
  costs: null,
  jobs: [],
  checklist: [],
  notes: [],
  brief: null,
  mutedUntil: null,
  api: { url: null, port: null, wantedPort: 5000 },
  ...more,
})
