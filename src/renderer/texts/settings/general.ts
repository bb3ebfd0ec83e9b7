export const api = {
  port: 'Port',
  portHint: '0 picks any free port. If the port is taken, the next free one is used.',
  address: 'Address now',
  notListening: 'Not listening.',
  otherPort: (wanted: number) => `Port ${wanted} was taken.`,
  copy: 'Copy',
  copied: 'Copied',
  intro: 'Answers on this computer only.',
} as const

export const appearance = {
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
} as const
