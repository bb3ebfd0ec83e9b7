import { defaultSettings, type SecretState, secretNames, type SettingsView } from '../../../src/shared/settings'
import { ago, day } from './clock'

const absent: SecretState = { present: false, from: null, ending: null, storedAt: null, kind: null, scope: null, expiresAt: null, warning: null }
const secrets = (present: Partial<SettingsView['secrets']>): SettingsView['secrets'] => ({ ...(Object.fromEntries(secretNames.map((name) => [name, absent])) as SettingsView['secrets']), ...present })

const around = {
  checkSecrets: {},
  keychain: { available: true, name: 'GNOME Keyring' },
  paths: { data: 'echopilot-data', logs: 'echopilot-data/logs' },
  version: '0.1.0',
  runtime: 'Electron 45.4.1, Chromium 142, Node 24.11',
}

export const fresh: SettingsView = { settings: defaultSettings(), secrets: secrets({}), fromEnvironment: {}, ...around }

const kept = (more: Partial<SecretState>): SecretState => ({ ...absent, present: true, from: 'keychain', ending: 'x7Qf', storedAt: ago(40 * day), ...more })
const settings = defaultSettings()

export const full: SettingsView = {
  ...around,
  settings: {
    ...settings,
    watch: { ...settings.watch, logDir: 'echopilot/logs' },
    checks: {
      list: [
        { id: 'shop-website', kind: 'http', title: 'Shop website', enabled: true, everySeconds: null, watchValue: true, settings: { url: 'https://shop.example.com/health' } },
        { id: 'shop-certificate', kind: 'tls-certificate', title: 'Shop certificate', enabled: false, everySeconds: 3600, watchValue: false, settings: { host: 'shop.example.com' } },
      ],
    },
    costs: { ...settings.costs, monthlyBudgetUsd: '30', budgets: [{ id: 'triage', title: 'Triage', usd: '5', period: 'week', of: { dimension: 'job', is: 'triage' } }] },
    alerts: {
      ...settings.alerts,
      telegramChatId: '123456789',
      quietHours: { from: '22:00', to: '07:00', zone: 'Europe/Berlin', failuresToo: false },
      maintenance: [{ id: 'move', title: 'Moving the shop', from: ago(-day), to: ago(-2 * day), targets: ['shop-website'] }],
    },
  },
  secrets: secrets({
    notionToken: kept({ kind: 'internal connection' }),
    stripeKey: kept({ ending: '9aB1', kind: 'restricted test key' }),
    telegramToken: kept({ from: 'environment', storedAt: null }),
    openaiAdminKey: kept({ from: 'file', warning: 'It is kept in a plain file, as this desktop has no keychain.' }),
  }),
  fromEnvironment: { 'api.port': 'ECHOPILOT_PORT' },
}
