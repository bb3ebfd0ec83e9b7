import { describe, expect, it } from 'vitest'
import { defaultSettings, secretNames, secretVariables, sections, sectionNames, settings, settingsPatch, settingVariables, SETTINGS_VERSION, type SectionName } from '../../../src/shared/settings'

const accepts = (section: SectionName, field: string, value: unknown): boolean => sections[section].safeParse({ [field]: value }).success

describe('settings', () => {
  it('begin like this', () => {
    expect(defaultSettings()).toMatchObject({
      version: SETTINGS_VERSION,
      appearance: { theme: 'system' },
      api: { port: 5000 },
      watch: { logDir: null, remote: false, fetchMinutes: 15 },
      notion: { enabled: true, financeDataSource: null },
      drive: { enabled: true, credentialsFile: null },
      stripe: { enabled: true, expectTestMode: true },
      disk: { enabled: true, warnAbovePercent: 85 },
      ticks: { enabled: true, gapSeconds: 70, proofOfWork: false },
      selfHeal: { enabled: true, moreThanJobs: 3, fuseAfter: null },
      probing: { deadlineSeconds: 10, localEverySeconds: 60, remoteEverySeconds: 300, failAfter: 2, recoverAfter: 2 },
      costs: { cpuUsdPerHour: '0.031611', monthlyBudgetUsd: null },
      checks: { list: [] },
      alerts: { osNotifications: true, telegramChatId: null, telegramCommands: true, smtp: null, quietHours: null, maintenance: [] },
      startup: { openAtLogin: false },
    })
  })

  it('are made anew each time, so that nobody changes another’s', () => {
    const one = defaultSettings()
    one.disk.warnAbovePercent = 1
    expect(defaultSettings().disk.warnAbovePercent).toBe(85)
  })

  it('belong to their version', () => {
    expect(settings.safeParse({ version: SETTINGS_VERSION + 1 }).success).toBe(false)
    expect(settings.safeParse({}).success).toBe(false)
  })

  it.each<[SectionName, string, unknown[], unknown[]]>([
    ['appearance', 'theme', ['system', 'light', 'dark'], ['mauve', null]],
    ['api', 'port', [0, 5000, 65_535], [-1, 65_536, 80.5, '5000']],
    ['watch', 'logDir', [null, 'logs'], ['', 5]],
    ['disk', 'warnAbovePercent', [1, 85.5, 99], [0, 100, '85']],
    ['watch', 'remote', [true, false], ['yes', null]],
    ['ticks', 'proofOfWork', [true, false], ['yes', null]],
    ['selfHeal', 'moreThanJobs', [1, 100], [0, 101, null]],
    ['selfHeal', 'fuseAfter', [null, 2, 1000], [1, 1001, 2.5]],
    ['ticks', 'gapSeconds', [61, 86_400], [60, 86_401, 70.5]],
    ['probing', 'deadlineSeconds', [1, 60], [0, 61]],
    ['probing', 'localEverySeconds', [15, 3600], [14, 3601]],
    ['probing', 'remoteEverySeconds', [60, 86_400], [59, 86_401]],
    ['probing', 'failAfter', [1, 10], [0, 11, 1.5]],
    ['costs', 'cpuUsdPerHour', ['0', '0.031611', '123456789.123456789012'], [0.05, '1,5', '-1', '.5', '1.', '0.0000000000001', '1e3', '', null]],
    ['costs', 'monthlyBudgetUsd', ['150', null], [150, '$150']],
    ['fleet', 'url', ['http://127.0.0.1:9090', 'https://mimir.example.com/prometheus', null], ['ftp://x', 'http://name:word@host', 'https://host/?a=b', 'https://host/#x', 'host']],
    ['alerts', 'telegramChatId', ['123456789', '-1001234567890', '@ops_channel', null], ['ops', '@x', '12 34', '', 5]],
  ])('%s.%s', (section, field, good, bad) => {
    expect(good.filter((value) => !accepts(section, field, value))).toEqual([])
    expect(bad.filter((value) => accepts(section, field, value))).toEqual([])
  })

  it('are patched by section, and by a section that exists', () => {
    expect(settingsPatch.safeParse({ section: 'disk', values: { warnAbovePercent: 90 } }).success).toBe(true)
    expect(settingsPatch.safeParse({ section: 'version', values: {} }).success).toBe(false)
    expect(settingsPatch.safeParse({ section: 'disk', values: [1] }).success).toBe(false)
  })
})

describe('the environment', () => {
  it('stands in for fields that exist', () => {
    for (const { section, field } of Object.values(settingVariables)) expect(Object.keys(sections[section].shape)).toContain(field)
  })

  it('knows every variable of the product', () => {
    // ECHOPILOT_DATA_DIR and the Google credentials’ content are read before there are settings.
    expect([...Object.values(secretVariables), ...Object.keys(settingVariables)].toSorted()).toEqual([
      'ECHOPILOT_FLEET_TOKEN',
      'ECHOPILOT_LOG_DIR',
      'ECHOPILOT_PORT',
      'ECHOPILOT_SMTP_PASSWORD',
      'ECHOPILOT_WEBHOOK_URL',
      'GOOGLE_APPLICATION_CREDENTIALS',
      'GOOGLE_SIGN_IN',
      'NOTION_FINANCE_DATA_SOURCE',
      'NOTION_TOKEN',
      'OPENAI_ADMIN_KEY',
      'STRIPE_API_KEY',
      'TELEGRAM_BOT_TOKEN',
      'TELEGRAM_CHAT_ID',
    ])
  })

  it('keeps secrets out of the file', () => {
    const fields = sectionNames.flatMap((section) => Object.keys(sections[section].shape))
    expect(fields.filter((field) => (secretNames as readonly string[]).includes(field) || /token|key|password|secret/i.test(field))).toEqual([])
  })
})
