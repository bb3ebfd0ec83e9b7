/** What a model call of a job usually is, in tokens. */
export interface UsualCall {
  provider: string
  model: string
  input: number
  output: number
  /** Share of the input that comes from the provider’s cache. */
  cached: number
}

/** A job of the made-up company’s EchoPilot. */
export interface DemoJob {
  id: string
  agent: string
  /** Runs on a working day, at any hour people work; or the hours of UTC at which it runs. */
  when: { runsPerDay: number } | { hour: number; weekday?: number }
  /** Model calls of a run, at least and at most. */
  calls: readonly [least: number, most: number]
  usual: readonly UsualCall[]
  cpuSeconds: number
  /** Also at weekends, and as often. */
  always?: boolean
  /** Share of its runs that fail and are healed. */
  fails: number
}

const gpt5: UsualCall = { provider: 'openai', model: 'gpt-5', input: 24_000, output: 2800, cached: 0.45 }
const gpt5mini: UsualCall = { provider: 'openai', model: 'gpt-5-mini', input: 9800, output: 1100, cached: 0.3 }
const sonnet: UsualCall = { provider: 'anthropic', model: 'claude-sonnet-4-5', input: 44_000, output: 4600, cached: 0.5 }
const haiku: UsualCall = { provider: 'anthropic', model: 'claude-haiku-4-5', input: 12_000, output: 1300, cached: 0.35 }
const gemini: UsualCall = { provider: 'google', model: 'gemini-2.5-pro', input: 58_000, output: 3900, cached: 0 }
/** In no price list: the console says so instead of counting nothing. */
const orion: UsualCall = { provider: 'orion-labs', model: 'orion-voice-1-preview', input: 15_000, output: 2100, cached: 0 }

export const demoJobs: readonly DemoJob[] = [
  { id: 'ceo-brief', agent: 'chief-of-staff', when: { hour: 8 }, calls: [4, 7], usual: [sonnet], cpuSeconds: 9, fails: 0.01 },
  { id: 'inbox-triage', agent: 'triage', when: { runsPerDay: 150 }, calls: [1, 3], usual: [gpt5mini], cpuSeconds: 1.1, fails: 0.004 },
  { id: 'invoice-matching', agent: 'bookkeeper', when: { runsPerDay: 34 }, calls: [2, 4], usual: [gpt5, gpt5mini], cpuSeconds: 4.2, fails: 0.008 },
  { id: 'support-replies', agent: 'support', when: { runsPerDay: 90 }, calls: [1, 3], usual: [haiku], cpuSeconds: 1.6, always: true, fails: 0.003 },
  { id: 'lead-research', agent: 'scout', when: { runsPerDay: 9 }, calls: [4, 8], usual: [gemini, gpt5], cpuSeconds: 14, fails: 0.02 },
  { id: 'contract-review', agent: 'counsel', when: { runsPerDay: 2 }, calls: [3, 6], usual: [sonnet], cpuSeconds: 22, fails: 0.02 },
  { id: 'document-sync', agent: 'librarian', when: { runsPerDay: 280 }, calls: [0, 0], usual: [gpt5mini], cpuSeconds: 0.8, always: true, fails: 0.002 },
  { id: 'meeting-notes', agent: 'scribe', when: { runsPerDay: 3 }, calls: [1, 2], usual: [orion], cpuSeconds: 6, fails: 0.01 },
  { id: 'weekly-summary', agent: 'chief-of-staff', when: { hour: 7, weekday: 1 }, calls: [2, 4], usual: [haiku], cpuSeconds: 18, fails: 0.01 },
]

/** What EchoPilot does all day: what is seen happening while the demo runs. */
export const everydayJobs: readonly DemoJob[] = demoJobs.filter(({ when }) => 'runsPerDay' in when && when.runsPerDay > 20)

export const jobNamed = (id: string): DemoJob => demoJobs.find((job) => job.id === id)!
