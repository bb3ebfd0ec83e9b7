export const fleet = {
  intro: 'Several consoles and agents in one list: the Fleet page asks a Prometheus-compatible database that hears of them all.',
  url: 'Database',
  urlHint: 'Its address before /api/v1. A path is kept, as Mimir and VictoriaMetrics want it.',
  tenant: 'Tenant',
  tenantHint: 'Only where the database keeps several apart (X-Scope-OrgID).',
  token: 'Token',
  tokenHint: 'Only where the database wants one (Authorization: Bearer).',
  save: 'Save',
  saving: 'Saving…',
  agentName: 'This console’s name',
  agentNameHint: 'What it tells on /metrics. This computer’s name when empty.',
} as const
