import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actAnswer, costsAnswer, helpAnswer, lateAnswer, mutedAnswer, statusAnswer } from '../../../src/core/telegram-answers'
import { component, costs, incident, snapshot } from '../renderer/fixtures'

const now = 1000 + 5 * 60_000

describe('/status', () => {
  it('says how it is by shape and word, worst things first', () => {
    const answer = statusAnswer(
      snapshot({
        overall: 'fail',
        headline: 'Stripe has an outage.',
        components: [
          component({ status: 'fail', message: 'Stripe has an outage (HTTP 503).' }),
          component({ title: 'Disk', status: 'ok', figure: '61 % of 476 GB' }),
          component({ title: 'Notion', status: 'unknown', message: 'This computer is offline.', checkedAt: null }),
          component({ title: 'Google Drive', status: 'off', message: 'Not set up.' }),
        ],
        incidents: [incident({ title: 'Stripe is failing' }), incident({ title: 'Disk / is nearly full', severity: 'warning', acknowledgedAt: 2000 }), incident({ title: 'Tick gaps', severity: 'warning', snooze: { from: { wallMs: 1000, boot: '', sinceBootMs: 0 }, forMs: null } })],
        mutedUntil: Date.UTC(2026, 0, 1, 21, 30),
      }),
      now,
    )
    expect(answer).toBe(
      [
        '❌ Stripe has an outage.',
        'All messages are muted until 21:30 UTC.',
        '',
        '3 open incidents:',
        '❌ Stripe is failing, for 5 min',
        '⚠️ Disk / is nearly full, for 5 min, acknowledged',
        '⚠️ Tick gaps, for 5 min, snoozed',
        '',
        '❌ Stripe: failing (5 min ago). Stripe has an outage (HTTP 503).',
        '✅ Disk: ok, 61 % of 476 GB (5 min ago)',
        '❔ Notion: unknown. This computer is offline.',
        '○ Not set up: Google Drive',
      ].join('\n'),
    )
  })

  it('knows when a snooze is over', () => {
    const snoozed = (forMs: number) => statusAnswer(snapshot({ incidents: [incident({ snooze: { from: { wallMs: 1000, boot: '', sinceBootMs: 0 }, forMs } })] }), now)
    expect(snoozed(5 * 60_000 + 1)).toContain('snoozed')
    expect(snoozed(5 * 60_000)).not.toContain('snoozed')
  })

  it('fits into one message, whatever is wrong, and counts what doesn’t', () => {
    const title = fc.oneof(fc.string({ maxLength: 60 }), fc.constant('😀'.repeat(700)))
    fc.assert(
      fc.property(fc.array(title, { maxLength: 200 }), fc.array(title, { maxLength: 200 }), (titles, incidents) => {
        const answer = statusAnswer(snapshot({ components: titles.map((one) => component({ title: one, status: 'fail', message: one })), incidents: incidents.map((one) => incident({ title: one })) }), now)
        expect(answer.length).toBeLessThanOrEqual(4096)
        expect(answer.length).toBeGreaterThan(0)
      }),
    )
    const many = statusAnswer(snapshot({ components: Array.from({ length: 200 }, (_, i) => component({ title: `component ${i} ${'x'.repeat(40)}` })) }), now)
    expect(many).toMatch(/\nand \d+ more lines$/)
    const shown = many.split('\n').filter((line) => line.startsWith('✅ component')).length
    expect(Number(/and (\d+) more/.exec(many)![1]) + shown).toBe(200)
  })
})

describe('/costs', () => {
  it('says what was spent, and what isn’t in it', () => {
    const spent = costs({ totalUsd: '12.5' })
    expect(costsAnswer(spent)).toBe('Today $1.00\nThis week $12.50 (last week $1.00 in all)\nThis month $1.00: models $1.00, CPU $0.00, Stripe fees $0.00')
    expect(costsAnswer({ ...spent, unpriced: [{ provider: 'p', model: 'new-model', calls: 2, tokens: 5 }] })).toMatch(/\n\nWithout a known price, so not in these sums:\nnew-model: 2 calls$/)
    expect(costsAnswer({ ...spent, lastWeekSoFar: spent.today }, [{ title: 'Monthly budget', words: '$1.00 of $5.00 spent.' }])).toMatch(/\(last week \$1\.00 by now, \$1\.00 in all\)[^]*\nMonthly budget: \$1\.00 of \$5\.00 spent\.$/)
    expect(costsAnswer(null)).toBe('No costs have been added up yet.')
  })
})

describe('what came of it', () => {
  const one = incident({ title: 'Stripe is failing' })
  it.each([
    [[one], null, 'Acknowledged: Stripe is failing'],
    [[one], 4 * 3_600_000, 'Snoozed for 4 h: Stripe is failing'],
    [[one, incident({ title: 'Disk', severity: 'warning' as const })], 3_600_000, 'Snoozed for 1 h:\n❌ Stripe is failing\n⚠️ Disk'],
    [[], null, 'There is nothing to do: no such incident is open.'],
  ])('%#', (done, forMs, answer) => {
    expect(actAnswer(done, forMs)).toBe(answer)
  })

  it('is said in words', () => {
    expect(mutedAnswer(Date.UTC(2026, 0, 1, 21, 30))).toBe('No messages until 21:30 UTC. The console goes on watching; /mute off ends this.')
    expect(mutedAnswer(null)).toBe('Messages come again.')
    expect(lateAnswer(1)).toMatch(/^This came more than 10 min late/)
    expect(lateAnswer(3)).toMatch(/^3 commands came more than 10 min late/)
    for (const word of ['/status', '/probe', '/costs', '/ack', '/snooze', '/mute', '/help']) expect(helpAnswer()).toContain(word)
  })
})
