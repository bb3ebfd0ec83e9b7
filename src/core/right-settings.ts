import { sections, type SectionName, type Settings } from '../shared/settings'
import { isFields, rightCheck } from './config-problems'

/** What a person could write into a field that begins empty: its default would help nobody. */
const examples: { [S in SectionName]?: { [F in keyof Settings[S]]?: unknown } } = {
  watch: { logDir: 'echopilot/logs' },
  notion: { financeDataSource: '248104cd-477e-80af-bc30-000bd28de8f9', financeColumns: { date: 'GXbv', amount: 'q%3Eyi', currency: 'USD', category: 'hP_a' } },
  drive: { credentialsFile: 'service-account.json' },
  selfHeal: { fuseAfter: 10 },
  checks: { list: [rightCheck] },
  costs: {
    monthlyBudgetUsd: '250',
    budgets: [{ id: 'models', title: 'Models', usd: '40', period: 'week', of: { dimension: 'kind', is: 'llm' } }],
    watchedProcesses: ['postgres'],
    priceOverlay: 'prices.json',
  },
  alerts: {
    telegramChatId: '123456789',
    smtp: { host: 'smtp.example.com', port: 587, security: 'starttls', user: 'console', from: 'console@example.com', to: 'ops@example.com' },
    quietHours: { from: '22:00', to: '07:00', zone: 'Europe/Berlin', failuresToo: false },
    maintenance: [{ id: 'move', title: 'Server move', from: 1_767_225_600_000, to: 1_767_232_800_000, targets: ['stripe'] }],
  },
  fleet: { url: 'http://127.0.0.1:9090', tenant: 'team-1', agentName: 'workshop' },
}

/** A value that is right at a place within a section, such as ['budgets', 2, 'usd']; undefined where there is none to show. */
export function rightSetting(section: SectionName, path: readonly PropertyKey[]): unknown {
  const whole: unknown = { ...sections[section].parse({}), ...examples[section] }
  return path.reduce((value, part) => {
    if (Array.isArray(value)) return value[0] as unknown
    return isFields(value) ? value[String(part)] : undefined
  }, whole)
}
