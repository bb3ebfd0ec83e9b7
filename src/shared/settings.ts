import { z } from 'zod'
import { costDefaults } from './cost-defaults'

/** The settings file's version. Raising it needs an upgrade step in core/migrations and a fixture of the old file. */
export const SETTINGS_VERSION = 1

const decimalUsd = z.string().regex(/^\d{1,9}(\.\d{1,12})?$/, 'a dollar amount such as "0.031611"')
const seconds = (min: number, max: number) => z.number().int().min(min).max(max)

/** Keys the five built-in components have; no added check may take one. */
export const builtInTargets = ['notion', 'drive', 'stripe', 'scheduler_tick', 'disk_ok'] as const

/** One check added by the user. `settings` are those of its kind, whose own schema (core/probes) checks them. */
export const check = z.object({
  /** Its key in the API, the database and the logs; never changed once given. */
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'a short name such as "shop-website"')
    .refine((id) => !(builtInTargets as readonly string[]).includes(id), 'a name no built-in component has, such as "shop-website"'),
  kind: z.string().min(1),
  title: z.string().trim().min(1).max(60),
  enabled: z.boolean().default(true),
  /** null: as other checks of its reach. */
  everySeconds: seconds(15, 86_400).nullable().default(null),
  /** Whether its values are watched for ones that are far from what they usually are. */
  watchValue: z.boolean().default(false),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
})
export type Check = z.infer<typeof check>

/** What is left of a check’s id in the name of a variable: ids that differ in less would share one. */
export const variablePart = (id: string): string => id.replaceAll('-', '_')

const alike = (list: readonly Check[]): boolean => new Set(list.map(({ id }) => id)).size < list.length

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "22:00"')

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const mailAddress = z.string().trim().max(254).regex(/^[^\s<>@,;:"\\()[\]]{1,64}@[^\s<>@,;:"\\()[\]]+$/, 'an address such as "ops@example.com"')

/** How alerts go out by e-mail. */
const mail = z.object({
  host: z.string().trim().regex(/^[a-zA-Z0-9._:-]{1,253}$/, 'a host such as "smtp.example.com"'),
  port: z.number().int().min(1).max(65535).default(587),
  /** tls: encrypted from the start (465); starttls: encrypted before anything is said (587); none: for this computer and its network only. */
  security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
  /** null where the server asks for no sign-in. */
  user: z.string().trim().min(1).max(254).nullable().default(null),
  from: mailAddress,
  to: mailAddress,
})
export type MailServer = z.infer<typeof mail>

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
    /** The folder is fetched from another computer: EchoPilot doesn’t sleep when this one does. */
    remote: z.boolean().default(false),
    /** Longer than this without anything fetched of such a folder, awake and with a network, and the copying has stopped. */
    fetchMinutes: z.number().int().min(5).max(1440).default(15),
  }),
  notion: z.object({
    enabled: z.boolean().default(true),
    financeDataSource: z.string().min(1).nullable().default(null),
    /** Which of its columns mean what, by their ids, as the user confirmed it; null: not asked yet, and nothing is counted from it. */
    financeColumns: z
      .object({
        date: z.string().min(1),
        amount: z.string().min(1),
        /** ISO 4217 by column; US dollars when null. */
        currency: z.string().min(1).nullable().default(null),
        /** What a row is for, such as "OpenAI" or "Stripe fees". */
        category: z.string().min(1).nullable().default(null),
      })
      .nullable()
      .default(null),
  }),
  drive: z.object({
    enabled: z.boolean().default(true),
    /** Path of a service-account key or authorised-user file. The file's content is never copied. */
    credentialsFile: z.string().min(1).nullable().default(null),
  }),
  stripe: z.object({ enabled: z.boolean().default(true), expectTestMode: z.boolean().default(true) }),
  disk: z.object({ enabled: z.boolean().default(true), warnAbovePercent: z.number().min(1).max(99).default(85) }),
  ticks: z.object({
    enabled: z.boolean().default(true),
    gapSeconds: seconds(61, 86_400).default(70),
    /** A tick of a watched log counts only if a job did something since the one before. */
    proofOfWork: z.boolean().default(false),
  }),
  selfHeal: z.object({
    enabled: z.boolean().default(true),
    /** More jobs than this that needed a retry within 24 h are worth a warning. */
    moreThanJobs: z.number().int().min(1).max(100).default(3),
    /** After so many attempts at one job within 24 h without success its healing should stop; null for never. */
    fuseAfter: z.number().int().min(2).max(1000).nullable().default(null),
  }),
  probing: z.object({
    deadlineSeconds: seconds(1, 60).default(10),
    localEverySeconds: seconds(15, 3600).default(60),
    remoteEverySeconds: seconds(60, 86_400).default(300),
    /** Failed runs in a row that confirm a failure; the first one warns. */
    failAfter: z.number().int().min(1).max(10).default(2),
    recoverAfter: z.number().int().min(1).max(10).default(2),
  }),
  checks: z.object({
    list: z
      .array(check)
      .max(200)
      .refine((list) => !alike(list), 'checks whose “id”s differ')
      .default([]),
  }),
  costs: z.object({
    cpuUsdPerHour: decimalUsd.default(costDefaults.cpuUsdPerHour),
    monthlyBudgetUsd: decimalUsd.nullable().default(null),
    /** Weeks, days and months are those of this zone; IANA name. */
    zone: z.string().refine(isZone, 'a zone such as "Europe/Berlin"').default(costDefaults.zone),
    /** Beside the monthly one: for a part of the costs, or another span. */
    budgets: z
      .array(
        z.object({
          id: z.string().min(1).max(60),
          title: z.string().trim().min(1).max(80),
          usd: decimalUsd,
          period: z.enum(['day', 'week', 'month']).default('month'),
          /** What counts towards it; everything when null. */
          of: z.object({ dimension: z.enum(['kind', 'provider', 'model', 'job', 'agent']), is: z.string().min(1) }).nullable().default(null),
        }),
      )
      .max(50)
      .default([]),
    alertOnBurn: z.boolean().default(true),
    alertOnAnomalies: z.boolean().default(true),
    /** Programs whose CPU time counts, by name; jobs that log theirs count anyway. */
    watchedProcesses: z.array(z.string().trim().min(1).max(120)).max(50).default([]),
    /** Where the Stripe account is: what a fee is estimated by until Stripe says it. ISO 3166. */
    stripeCountry: z.string().regex(/^[A-Z]{2}$/, 'a country such as "US"').default('US'),
    /** Agreed discounts and prices of one's own: path of a file in the form of docs/prices.md. */
    priceOverlay: z.string().min(1).nullable().default(null),
  }),
  alerts: z.object({
    osNotifications: z.boolean().default(true),
    telegramChatId: z
      .string()
      .regex(/^(-?\d{1,20}|@\w{3,40})$/, 'a chat id such as "123456789"')
      .nullable()
      .default(null),
    /** Whether the bot answers commands from that chat. */
    telegramCommands: z.boolean().default(true),
    /** Mail server that alerts are sent by; its password is a secret. */
    smtp: mail.nullable().default(null),
    /** Wall-clock span of each day in which nothing is said; measuring goes on. */
    quietHours: z
      .object({
        from: clockTime,
        to: clockTime,
        /** IANA name. */
        zone: z.string().refine(isZone, 'a zone such as "Europe/Berlin"'),
        /** Whether failures are kept back too, or warnings only. */
        failuresToo: z.boolean().default(false),
      })
      .nullable()
      .default(null),
    /** Planned work: nothing is said of these targets in the meantime; of none named: of nothing at all. */
    maintenance: z
      .array(
        z.object({
          id: z.string().min(1).max(60),
          title: z.string().trim().min(1).max(80),
          /** UTC epoch ms. */
          from: z.number().int(),
          to: z.number().int(),
          targets: z.array(z.string()).max(200).default([]),
        }),
      )
      .max(100)
      .default([]),
  }),
  fleet: z.object({
    /** A Prometheus-compatible engine that hears of all consoles and agents, before its /api/v1; null when there is none. */
    url: z.url({ protocol: /^https?$/, hostname: /./, error: 'expected an address such as http://127.0.0.1:9090' })
      .regex(/^https?:\/\/[^/?#@]+(\/[^?#]*)?$/i, 'an address without a name, password or question, such as http://127.0.0.1:9090')
      .nullable()
      .default(null),
    /** Whose series are asked for, where the engine keeps several tenants apart (X-Scope-OrgID). */
    tenant: z.string().regex(/^[\w.*()!'-]{1,150}$/, 'expected letters, digits and - _ . ! * ( )').nullable().default(null),
    /** What this console is called there; this computer’s name when null. */
    agentName: z.string().trim().min(1).max(80).nullable().default(null),
  }),
  data: z.object({
    /** A backup each day into the data folder’s “backups”; so many of them stay. */
    backupDaily: z.boolean().default(true),
    backupsKept: z.number().int().min(1).max(60).default(7),
    /** Looks are kept one by one for so many days, and messages too; then as hours, up to this age. */
    rawDays: z.number().int().min(7).max(365).default(30),
    coarseDays: z.number().int().min(90).max(3650).default(730),
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
  /** What a sign-in with Google left: JSON of client, refresh token, scope and dates. */
  googleSignIn: 'GOOGLE_SIGN_IN',
  /** The whole address: who knows it can write there. */
  webhookUrl: 'ECHOPILOT_WEBHOOK_URL',
  smtpPassword: 'ECHOPILOT_SMTP_PASSWORD',
  /** With which the fleet’s database is asked. */
  fleetToken: 'ECHOPILOT_FLEET_TOKEN',
} as const
export type SecretName = keyof typeof secretVariables
export const secretNames = Object.keys(secretVariables) as [SecretName, ...SecretName[]]
export const secretName = z.enum(secretNames)
/** Those of services that a person pastes; a sign-in leaves one, and channels have the others. */
export type PastedSecret = Exclude<SecretName, 'googleSignIn' | FormSecret>
/** Those that a form keeps, with nothing to try them at. */
export type FormSecret = 'webhookUrl' | 'smtpPassword' | 'fleetToken'

/** A secret of one added check: `check:<id>.<field>`. */
export type CheckSecret = `check:${string}.${string}`
export const checkSecret = z.templateLiteral(['check:', z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/), '.', z.string().regex(/^[a-zA-Z]{1,40}$/)])
export type SecretKey = SecretName | CheckSecret
export const secretKey = z.union([secretName, checkSecret])
export const secretOfCheck = (id: string, field: string): CheckSecret => `check:${id}.${field}`

/** The variable that stands in for a secret: `check:shop-website.token` → ECHOPILOT_CHECK_SHOP_WEBSITE_TOKEN. */
export function variableOf(key: SecretKey): string {
  if (!key.startsWith('check:')) return secretVariables[key as SecretName]
  return `ECHOPILOT_${key.replace(/([a-z])([A-Z])/g, '$1_$2').replace(/[^a-zA-Z0-9]/g, '_').toUpperCase()}`
}

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
  /** `memory`: in a demo, gone with it. */
  from: z.enum(['environment', 'keychain', 'file', 'memory']).nullable(),
  /** The last four characters, so that a person can tell two keys apart; null for short secrets. */
  ending: z.string().nullable(),
  /** When it was kept here, UTC epoch ms; null for one from the environment. */
  storedAt: z.number().nullable(),
  /** What kind of credential it is ("restricted test key"), and what it may do; null when it doesn't tell. */
  kind: z.string().nullable(),
  scope: z.string().nullable(),
  /** When it ends by itself; null when it doesn't, or doesn't tell. */
  expiresAt: z.number().nullable(),
  /** What is unwise about it, and what to do instead. */
  warning: z.string().nullable(),
})
export type SecretState = z.infer<typeof secretState>

export const settingsView = z.object({
  settings,
  secrets: z.record(secretName, secretState),
  /** Secrets of added checks that are there, by `check:<id>.<field>`. */
  checkSecrets: z.record(z.string(), secretState),
  /** Settings that a variable decides: `section.field` → the variable's name. */
  fromEnvironment: z.record(z.string(), z.string()),
  keychain: z.object({ available: z.boolean(), name: z.string() }),
  paths: z.object({ data: z.string(), logs: z.string() }),
  version: z.string(),
  runtime: z.string(),
})
export type SettingsView = z.infer<typeof settingsView>
