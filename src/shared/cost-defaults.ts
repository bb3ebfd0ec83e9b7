/** What costs go by until somebody says otherwise. Free of zod: a question to a folder of logs needs no settings. */
export const costDefaults = {
  /** Dollars per vCPU-hour. */
  cpuUsdPerHour: '0.031611',
  zone: 'UTC',
} as const
