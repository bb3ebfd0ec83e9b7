import { z } from 'zod'

/** The settings file's version. Raising it needs an upgrade step in core/migrations and a fixture of the old file. */
export const SETTINGS_VERSION = 1

const decimalUsd = z.string().regex(/^\d{1,9}(\.\d{1,12})?$/, 'a dollar amount such as "0.031611"')
const seconds = (min: number, max: number) => z.number().int().min(min).max(max)

/** Each section stands alone, so that a broken one falls back to its defaults and the rest is kept. */
export const sections = {
  appearance: z.object({ theme: z.enum(['system', 'light', 'dark']).default('system') }),
  api: z.object({
    /** 0 picks any free port. */
    port: z.number().int().min(0).max(65535).default(5000),
  }),
  watch: z.object({
    /** Folder with EchoPilot's own logs (scheduler.log and execution logs); null when none is watched. */
    logDir: z.string().min(1).nullable().default(null),
  }),
  notion: z.object({
    enabled: z.boolean().default(true),
    financeDataSource: z.string().min(1).nullable().default(null),
  }),
  drive: z.object({
    enabled: z.boolean().default(true),
    /** Path of a service-account key or authorised-user file. The file's content is never copied. */
    credentialsFile: z.string().min(1).nullable().default(null),
  }),
  stripe: z.object({ enabled: z.boolean().default(true), expectTestMode: z.boolean().default(true) }),
  disk: z.object({ enabled: z.boolean().default(true), warnAbovePercent: z.number().min(1).max(99).default(85) }),
  ticks: z.object({ enabled: z.boolean().default(true), gapSeconds: seconds(61, 86_400).default(70) }),
  probing: z.object({
    deadlineSeconds: seconds(1, 60).default(10),
    localEverySeconds: seconds(15, 3600).default(60),
    remoteEverySeconds: seconds(60, 86_400).default(300),
    /** Failed runs in a row that confirm a failure; the first one warns. */
    failAfter: z.number().int().min(1).max(10).default(2),
    recoverAfter: z.number().int().min(1).max(10).default(2),
  }),
  costs: z.object({
    cpuUsdPerHour: decimalUsd.default('0.031611'),
    monthlyBudgetUsd: decimalUsd.nullable().default(null),
  }),
  alerts: z.object({
    osNotifications: z.boolean().default(true),
    telegramChatId: z
      .string()
      .regex(/^(-?\d{1,20}|@\w{3,40})$/, 'a chat id such as "123456789"')
      .nullable()
      .default(null),
  }),
  startup: z.object({ openAtLogin: z.boolean().default(false) }),
} as const

export type SectionName = keyof typeof sections
export const sectionNames = Object.keys(sections) as SectionName[]

// `prefault` runs the section's own defaults when it is missing altogether.
const shape = Object.fromEntries(sectionNames.map((name) => [name, (sections[name] as z.ZodObject).prefault({})])) as {
  [K in SectionName]: z.ZodPrefault<(typeof sections)[K]>
}

export const settings = z.object({ version: z.literal(SETTINGS_VERSION), ...shape })
export type Settings = z.infer<typeof settings>

export const defaultSettings = (): Settings => settings.parse({ version: SETTINGS_VERSION })

/** A change to one section; fields left out stay as they are. */
export const settingsPatch = z.object({
  section: z.enum(sectionNames as [SectionName, ...SectionName[]]),
  values: z.record(z.string(), z.unknown()),
})
export type SettingsPatch = z.infer<typeof settingsPatch>

/** Secrets are never part of the settings file. Each can also come from the environment, which wins. */
export const secretVariables = {
  notionToken: 'NOTION_TOKEN',
  stripeKey: 'STRIPE_API_KEY',
  openaiAdminKey: 'OPENAI_ADMIN_KEY',
  telegramToken: 'TELEGRAM_BOT_TOKEN',
} as const
export type SecretName = keyof typeof secretVariables
export const secretNames = Object.keys(secretVariables) as [SecretName, ...SecretName[]]
export const secretName = z.enum(secretNames)

/** Settings a variable can stand in for, so that the agent runs without a settings file. */
export const settingVariables = {
  NOTION_FINANCE_DATA_SOURCE: { section: 'notion', field: 'financeDataSource' },
  GOOGLE_APPLICATION_CREDENTIALS: { section: 'drive', field: 'credentialsFile' },
  TELEGRAM_CHAT_ID: { section: 'alerts', field: 'telegramChatId' },
  ECHOPILOT_LOG_DIR: { section: 'watch', field: 'logDir' },
  ECHOPILOT_PORT: { section: 'api', field: 'port' },
} as const satisfies Record<string, { section: SectionName; field: string }>

export const secretState = z.object({
  present: z.boolean(),
  from: z.enum(['environment', 'keychain', 'file']).nullable(),
  /** The last four characters, so that a person can tell two keys apart; null for short secrets. */
  ending: z.string().nullable(),
})

export const settingsView = z.object({
  settings,
  secrets: z.record(secretName, secretState),
  /** Settings that a variable decides: `section.field` → the variable's name. */
  fromEnvironment: z.record(z.string(), z.string()),
  keychain: z.object({ available: z.boolean(), name: z.string() }),
  paths: z.object({ data: z.string(), logs: z.string() }),
  version: z.string(),
  runtime: z.string(),
})
export type SettingsView = z.infer<typeof settingsView>
