import { defaultSettings, type Settings } from '../../shared/settings'
import { financeTable } from './finance'

export interface DemoSettings {
  logDir: string
  costs: Pick<Settings['costs'], 'monthlyBudgetUsd' | 'budgets'>
}

/** Of a domain that nobody can have. */
export const demoHost = 'app.brightloom.example'
export const websiteOrigin = `https://${demoHost}`
/** Of a time-series database that hears of several machines. */
export const fleetOrigin = 'https://metrics.brightloom.example'
export const databaseHost = 'db.brightloom.example'

/** How the made-up founder has set the console up: all but Telegram. */
export function settingsOfDemo({ logDir, costs }: DemoSettings): Settings {
  const settings = defaultSettings()
  const { date, amount, category } = financeTable.columns
  return {
    ...settings,
    // A real console may well have the usual one.
    api: { port: 0 },
    watch: { ...settings.watch, logDir },
    notion: { ...settings.notion, financeDataSource: financeTable.id, financeColumns: { date, amount, currency: null, category } },
    costs: { ...settings.costs, ...costs },
    checks: { list: [...checks] },
    fleet: { ...settings.fleet, url: fleetOrigin },
  }
}

const usual = { enabled: true, everySeconds: null, watchValue: false }

const checks: Settings['checks']['list'] = [
  { ...usual, id: 'website', kind: 'http', title: 'Shop website', settings: { url: `${websiteOrigin}/health`, condition: 'status = "ok"' } },
  { ...usual, id: 'website-certificate', kind: 'tls-certificate', title: 'Shop certificate', settings: { host: demoHost } },
  { ...usual, id: 'jobs-database', kind: 'tcp', title: 'Jobs database', settings: { host: databaseHost, port: 5432 } },
  { ...usual, id: 'openai-api', kind: 'openai', title: 'OpenAI API', settings: {} },
]
