import { plural } from '../../../shared/format'

export const data = {
  intro: 'All settings as one file, to keep or to carry to another computer. Secrets are never in the file.',
  export: 'Export settings…',
  exported: (file: string) => `Written to ${file}`,
  import: 'Import settings…',
  same: (file: string) => `${file} changes nothing: the settings are the same.`,
  changes: (count: number, file: string) => `${file} would make ${plural(count, 'change')}:`,
  setting: 'Setting',
  before: 'Now',
  after: 'In the file',
  nothing: '–',
  empty: 'empty',
  on: 'on',
  off: 'off',
  apply: 'Apply',
  applying: 'Applying…',
  applied: 'The settings are applied.',
  cancel: 'Cancel',
} as const

export const about = {
  version: 'Version',
  runtime: 'Runtime',
  keychain: 'Keychain',
  noKeychain: 'none on this desktop',
  data: 'Data folder',
  logs: 'Log folder',
  open: 'Open',
  openOf: (name: string) => `Open the ${name.toLowerCase()}`,
} as const
