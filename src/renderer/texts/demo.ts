import type { DemoCue } from '../../shared/demo-cues'

const cues: Readonly<Record<DemoCue, { label: string; aside: string }>> = {
  'stripe-forbidden': { label: 'Break Stripe', aside: 'its key may do nothing any more' },
  'notion-slow': { label: 'Slow Notion', aside: 'answers take 4 s' },
  'notion-limited': { label: 'Rate-limit Notion', aside: 'asks to wait a minute' },
  'drive-down': { label: 'Google Drive down', aside: 'gives no answer for 10 s' },
  'ticks-stop': { label: 'Stop the scheduler’s ticks', aside: 'an incident in about 5 min' },
  'disk-fill': { label: 'Fill the disk', aside: 'simulated' },
  'spend-spike': { label: 'Spend spike', aside: 'far too many model calls' },
  'all-well': { label: 'All well again', aside: '' },
}

export const demo = {
  label: 'Demo workspace',
  words: 'Generated data, nothing real.',
  making: (percent: number) => `Making 90 days of history: ${percent} %`,
  try: 'Try an incident',
  cues,
  now: (names: string) => `Now: ${names}`,
  title: 'Make something happen',
  note: 'Only stand-ins are affected.',
} as const
