import { describe, expect, it } from 'vitest'
import rule from '../../../../src/core/rules/self-heal'
import type { HealedJob } from '../../../../src/core/self-heal'
import type { Settings } from '../../../../src/shared/settings'
import type { Detail } from '../../../../src/shared/model'
import { componentOf, ruleContext, settingsWith } from '../world'

const job = (name: string, extra: Partial<HealedJob> = {}): HealedJob => ({
  job: name, attempts24h: 1, failedInARow24h: 0, wastedUsd: '0.00', burned24hUsd: '0.00', lastAt: 0, attempts: 1, successRate: 1, burnedUsd: '0.00', grade: 'reported', ...extra,
})
const evaluate = (jobs: HealedJob[], selfHeal: Partial<Settings['selfHeal']> = {}, jobs24h = jobs.length) =>
  rule.evaluate({
    ...ruleContext(settingsWith({ selfHeal })),
    components: [componentOf('scheduler_tick', 'ok', { detail: { selfHeal: { jobs24h, jobs } } as unknown as Detail })],
    openIncident: () => undefined,
  })
const jobs = (count: number) => Array.from({ length: count }, (_, i) => job(`job-${i + 1}`))

describe('self-healing', () => {
  it.each([[3, 3, false], [4, 3, true], [1, 1, false], [2, 1, true]])('of %i jobs where %i are put up with: %s', (count, moreThanJobs, fires) => {
    expect(evaluate(jobs(count), { moreThanJobs })).toHaveLength(fires ? 1 : 0)
  })

  it('names the jobs, the worst first, and what it cost', () => {
    const worst = job('invoice', { attempts24h: 5, failedInARow24h: 5, burned24hUsd: '1.20' })
    expect(evaluate([worst, job('triage', { attempts24h: 3, failedInARow24h: 1 }), ...jobs(5)])).toEqual([
      {
        target: 'jobs', severity: 'warning', code: null, title: '7 jobs needed self-healing in 24 h',
        message: 'invoice (5 attempts, not healed, $1.20); triage (3 attempts, failing again); job-1 (1 attempt, healed); job-2 (1 attempt, healed); job-3 (1 attempt, healed); 2 more. More than 3 in 24 h are too many.',
        hint: 'Look for what they have in common: a credential, a provider, a change made lately.',
      },
    ])
  })

  it('counts those that aren’t listed too', () => {
    expect(evaluate(jobs(20), {}, 31)[0]!.message).toContain('26 more')
  })

  it.each([[4, 5, false], [5, 5, true], [9, null, false]])('%i failed attempts with a fuse at %s: stop %s', (failedInARow24h, fuseAfter, stops) => {
    expect(evaluate([job('invoice', { attempts24h: 9, failedInARow24h })], { fuseAfter })).toHaveLength(stops ? 1 : 0)
  })

  it.each<[HealedJob['grade'], string, string]>([
    ['reported', '1.20', ' and has burned $1.20 in model calls'],
    ['estimated', '1.20', ' and has burned about $1.20 in model calls'],
    ['unpriced', '1.20', ' and has burned at least $1.20 in model calls'],
    ['unpriced', '0.00', '; what its model calls cost isn’t known'],
    ['computed', '0.00', ''],
  ])('says what a blown fuse has burned, as surely as it is known: %s %s', (grade, wastedUsd, words) => {
    expect(evaluate([job('invoice', { failedInARow24h: 5, wastedUsd, grade })], { fuseAfter: 5 })).toEqual([
      { target: 'job:invoice', severity: 'fail', code: null, title: 'Stop healing invoice', message: `invoice was retried 5 times within 24 h without success${words}.`, hint: 'Pause its self-healing in EchoPilot, and see in its log why it fails.' },
    ])
  })

  it('finds nothing when switched off, or where nothing is known', () => {
    expect(evaluate(jobs(9), { enabled: false, fuseAfter: 2 })).toEqual([])
    expect(rule.evaluate({ ...ruleContext(), components: [componentOf('scheduler_tick', 'ok')], openIncident: () => undefined })).toEqual([])
    expect(rule.evaluate({ ...ruleContext(), components: [], openIncident: () => undefined })).toEqual([])
  })

  it('hangs on the scheduler’s component, whose look carries the figures', () => {
    expect(rule.componentOf('job:invoice')).toBe('scheduler_tick')
  })
})
