import { describe, expect, it } from 'vitest'
import { brief as schema, type ComponentView, type JobRun } from '../../../../src/shared/model'
import { targetsOf } from '../../../../src/core/targets'
import { briefText, composeBrief, type BriefFacts } from '../../../../src/core/views/brief'
import type { MoneyFacts } from '../../../../src/core/views/brief-money'
import { componentView } from '../../../../src/core/views/component'
import { componentOf, costsOf, hour, incidentOf, minute, now, settingsWith } from '../world'

const views = (...states: ReturnType<typeof componentOf>[]): ComponentView[] =>
  targetsOf(settingsWith()).map((one) => componentView(one, states.find(({ target }) => target === one.id), now))

const run = (extra: Partial<JobRun>): JobRun => ({ id: 'r', job: 'daily-probe', dueAt: now, startedAt: now, finishedAt: now, outcome: 'done', late: false, manual: false, message: null, ...extra })

const moneyOf = (extra: Partial<MoneyFacts> = {}): MoneyFacts => ({ costs: costsOf(), yesterdayUsd: '1.25', forecast: null, budgets: [], lastWeek: null, ...extra })

const facts = (extra: Partial<BriefFacts> & { components?: ComponentView[] } = {}): BriefFacts => {
  const { components = views(), ...rest } = extra
  return { snapshot: { overall: 'warning', headline: 'Disk: / is 91 % full.', components, checklist: [] }, incidents: [], money: null, runs: [], ...rest }
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
      money: moneyOf({ costs: costsOf({ unpriced: [{ provider: 'openai', model: 'stranger', calls: 2, tokens: 10 }, { provider: 'openai', model: 'other', calls: 1, tokens: 1 }] }) }),
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
        { title: 'Costs', lines: ['Yesterday $1.25', 'This week $4.17 (last week $4.00 by now, $29.90 in all)', 'This month $102.50', 'Not priced: stranger (2 calls), other (1 call)'] },
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

  const linesOf = (extra: Partial<MoneyFacts>) => composeBrief(facts({ money: moneyOf(extra) }), now).sections.find(({ title }) => title === 'Costs')!.lines

  it('says where the month will end, what prices change on the way, and how budgets stand', () => {
    const forecast = { month: '2026-11', usd: '140', low: '120', high: '160', path: [], priceChanges: [{ from: '2026-11-28', model: 'plain', words: 'plain gets 50 % dearer on 2026-11-28.' }] }
    expect(linesOf({ forecast, budgets: [{ title: 'Monthly budget', words: '$102.50 of $130.00 spent.', state: 'tight' }] })).toEqual([
      'Yesterday $1.25',
      'This week $4.17 (last week $4.00 by now, $29.90 in all)',
      'This month $102.50, probably $140.00 by its end ($120.00 to $160.00)',
      'plain gets 50 % dearer on 2026-11-28.',
      'Monthly budget: $102.50 of $130.00 spent.',
    ])
  })

  it('compares with nothing where last week isn’t known', () => {
    expect(linesOf({ costs: costsOf({ lastWeekSoFar: null }) })[1]).toBe('This week $4.17 (last week $29.90 in all)')
  })

  it('names a single model without a price', () => {
    expect(linesOf({ costs: costsOf({ unpriced: [{ provider: 'openai', model: 'stranger', calls: 1, tokens: 10 }] }) }).at(-1)).toBe('Not priced: stranger (1 call)')
  })

  it.each([
    ['12.00', 'It cost $29.90 (the week before $12.00)'],
    [null, 'It cost $29.90'],
  ])('tells of the week that has ended, against %s', (before, said) => {
    const lastWeek = { week: '2026-W47', total: '29.90', before, dearest: [{ name: 'gpt-5', usd: '20' }] }
    expect(composeBrief(facts({ money: moneyOf({ lastWeek }) }), now).sections).toContainEqual({ title: 'Week 2026-W47', lines: [said, 'gpt-5: $20.00'] })
  })
})
