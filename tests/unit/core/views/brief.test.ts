import { describe, expect, it } from 'vitest'
import { brief as schema, type ComponentView, type JobRun } from '../../../../src/shared/model'
import { targetsOf } from '../../../../src/core/targets'
import { briefText, composeBrief, type BriefFacts } from '../../../../src/core/views/brief'
import { componentView } from '../../../../src/core/views/component'
import { componentOf, costsOf, hour, incidentOf, minute, now, settingsWith } from '../world'

const views = (...states: ReturnType<typeof componentOf>[]): ComponentView[] =>
  targetsOf(settingsWith()).map((one) => componentView(one, states.find(({ target }) => target === one.id), now))

const run = (extra: Partial<JobRun>): JobRun => ({ id: 'r', job: 'daily-probe', dueAt: now, startedAt: now, finishedAt: now, outcome: 'done', late: false, manual: false, message: null, ...extra })

const facts = (extra: Partial<BriefFacts> & { components?: ComponentView[] } = {}): BriefFacts => {
  const { components = views(), ...rest } = extra
  return { snapshot: { overall: 'warning', headline: 'Disk: / is 91 % full.', components, checklist: [] }, incidents: [], costs: null, yesterdayUsd: null, runs: [], ...rest }
}

describe('the CEO Brief', () => {
  const whole = composeBrief(
    facts({
      components: views(
        componentOf('notion', 'ok', { at: now - 5000, figure: null }),
        componentOf('drive', 'unknown', { message: 'Google Drive doesn’t answer.' }),
        componentOf('stripe', 'warning', { message: 'This is a live key; test mode is expected.', hint: 'Use a test key.' }),
        componentOf('scheduler_tick', 'ok', { figure: '40 s ago · 0 gaps in 24 h' }),
        componentOf('disk_ok', 'fail', { message: '/ is 91 % full; the limit is 85 %.', hint: null }),
      ),
      incidents: [incidentOf({ title: 'Disk / is 91 % full', severity: 'warning', openedAt: now - 2 * hour }), incidentOf({ openedAt: now - 3 * hour, resolvedAt: now - 2 * hour - 20 * minute })],
      costs: costsOf({ unpriced: [{ provider: 'openai', model: 'stranger', calls: 2, tokens: 10 }, { provider: 'openai', model: 'other', calls: 1, tokens: 1 }] }),
      yesterdayUsd: '1.25',
      runs: [run({ late: true }), run({ outcome: 'failed' }), run({})],
    }),
    now,
  )

  it('says what is, what was, what it cost, how regular it ran, and what needs a hand', () => {
    expect(whole).toEqual({
      at: now,
      overall: 'warning',
      headline: 'Disk: / is 91 % full.',
      sections: [
        {
          title: 'State at 10:00 UTC',
          lines: [
            '✅ Notion: ok (5 s ago)',
            '❔ Google Drive doesn’t answer. (just now)',
            '⚠️ Stripe: This is a live key; test mode is expected. (just now)',
            '✅ Scheduler tick: 40 s ago · 0 gaps in 24 h (just now)',
            '❌ Disk: / is 91 % full; the limit is 85 %. (just now)',
          ],
        },
        { title: 'Last 24 hours', lines: ['⚠️ Disk / is 91 % full, open for 2 h', '✅ Notion: the provider has an outage, lasted 40 min'] },
        { title: 'Costs', lines: ['Yesterday $1.25', 'This week $4.17 (last week $29.90), this month $102.50', 'Not priced: stranger (2 calls), other (1 call)'] },
        { title: 'Regularity', lines: ['Ticks: 40 s ago · 0 gaps in 24 h', '1 scheduled run late', '1 scheduled run failed'] },
        { title: 'Needs your hand', lines: ['Stripe: Use a test key.', 'Disk: / is 91 % full; the limit is 85 %.'] },
      ],
    })
    expect(schema.parse(whole)).toEqual(whole)
  })

  it('tells of a single incident too', () => {
    const { sections } = composeBrief(facts({ incidents: [incidentOf({ openedAt: now - hour })] }), now)
    expect(sections.find(({ title }) => title === 'Last 24 hours')!.lines).toEqual(['❌ Notion: the provider has an outage, open for 1 h'])
  })

  it('as text, for a terminal', () => {
    const short = { ...whole, sections: [{ title: 'Costs', lines: ['Yesterday $1.25', 'This week $4.17'] }, { title: 'Needs your hand', lines: ['Nothing.'] }] }
    expect(briefText(short)).toBe('⚠️ Disk: / is 91 % full.\n\nCosts\n  Yesterday $1.25\n  This week $4.17\n\nNeeds your hand\n  Nothing.')
  })

  it('says so when there is nothing to say, and leaves out what isn’t known', () => {
    const { sections } = composeBrief(facts({ components: views(componentOf('disk_ok', 'ok', { figure: '/  61 % of 500 GB' })) }), now)
    expect(sections.map(({ title, lines }) => [title, ...lines])).toEqual([
      ['State at 10:00 UTC', '❔ Notion: Not looked at yet.', '❔ Google Drive: Not looked at yet.', '❔ Stripe: Not looked at yet.', '❔ Scheduler tick: Not looked at yet.', '✅ Disk: /  61 % of 500 GB (just now)'],
      ['Last 24 hours', 'No incidents.'],
      ['Needs your hand', 'Nothing.'],
    ])
  })

  it('says nothing of what isn’t set up', () => {
    const { sections } = composeBrief(facts({ components: [...views(componentOf('drive', 'off'))].filter(({ target }) => target === 'drive') }), now)
    expect(sections.map(({ title }) => title)).toEqual(['Last 24 hours', 'Needs your hand'])
  })

  it('needs no yesterday to speak of the week', () => {
    const costs = composeBrief(facts({ costs: costsOf() }), now).sections.find(({ title }) => title === 'Costs')
    expect(costs!.lines).toEqual(['This week $4.17 (last week $29.90), this month $102.50'])
  })

  it('names a single model without a price', () => {
    const costs = composeBrief(facts({ costs: costsOf({ unpriced: [{ provider: 'openai', model: 'stranger', calls: 1, tokens: 10 }] }) }), now).sections.find(({ title }) => title === 'Costs')
    expect(costs!.lines.at(-1)).toBe('Not priced: stranger (1 call)')
  })
})
