import { describe, expect, it } from 'vitest'
import { amountOf, checked, type Draft, isAmount, listOf, newDraft, scopeOf } from '../../../src/renderer/features/settings/costs/budget-draft'
import { choicesFor, columnsOf, draftOf, isComplete } from '../../../src/renderer/features/settings/costs/finance-draft'

describe('a budget', () => {
  const draft = (more: Partial<Draft>): Draft => ({ ...newDraft, title: 'Research', usd: '$1,250.50', ...more })

  it('is what was typed, with an id no other has', () => {
    expect(checked(draft({ period: 'week', dimension: 'job', is: ' research ' }), ['budget-1'])).toEqual({
      budget: { id: 'budget-2', title: 'Research', usd: '1250.50', period: 'week', of: { dimension: 'job', is: 'research' } },
    })
  })
  it('is for everything unless it says otherwise', () => {
    expect(checked(draft({}), [])).toMatchObject({ budget: { id: 'budget-1', of: null } })
  })
  it.each([
    [{ title: '  ' }, { title: 'This is needed.' }],
    [{ title: 'x'.repeat(81) }, { title: 'At most 80 characters.' }],
    [{ usd: '' }, { usd: 'Write an amount such as 30 or 12.50.' }],
    [{ usd: '0' }, { usd: 'Write an amount such as 30 or 12.50.' }],
    [{ usd: '-3' }, { usd: 'Write an amount such as 30 or 12.50.' }],
    [{ dimension: 'model' as const }, { is: 'This is needed.' }],
  ])('is refused with words: %j', (more, faults) => {
    expect(checked(draft(more), [])).toEqual({ faults })
  })
  it.each([['30', true], ['12.50', true], ['', false], ['0', false], ['a lot', false], ['1e3', false]])('%j is an amount: %s', (text, is) => expect(isAmount(text)).toBe(is))
  it('says what counts towards it', () => {
    const budget = { id: 'a', title: 'a', usd: '1', period: 'day' as const, of: null }
    expect(scopeOf(budget)).toBe('for everything')
    expect(scopeOf({ ...budget, of: { dimension: 'model', is: 'gpt-5' } })).toBe('for model gpt-5')
  })
  it('reads amounts and lists as people write them', () => {
    expect(amountOf('$ 1,250.50')).toBe('1250.50')
    expect(listOf(' ollama, ,chrome ')).toEqual(['ollama', 'chrome'])
  })
})

describe('the columns of the Finance table', () => {
  const offered = {
    columns: [
      { id: 'd', name: 'When', type: 'date', examples: ['2026-11-20'] },
      { id: 'n', name: 'Amount', type: 'number', examples: ['12.5', '99', '7'] },
      { id: 't', name: 'Note', type: 'rich_text', examples: [] },
    ],
    guess: { date: 'd', amount: null, currency: null, category: 't' },
  }

  it('begin with the guess, and are not enough while one is missing', () => {
    const draft = draftOf(offered, null)
    expect(draft).toEqual({ date: 'd', amount: '', currency: '', category: 't' })
    expect(isComplete(draft)).toBe(false)
    expect(isComplete({ ...draft, amount: 'n' })).toBe(true)
  })
  it('begin with what was confirmed, as far as the table still has it', () => {
    expect(draftOf(offered, { date: 'gone', amount: 'n', currency: null, category: null })).toEqual({ date: '', amount: 'n', currency: '', category: '' })
  })
  it('are kept by their ids', () => {
    expect(columnsOf({ date: 'd', amount: 'n', currency: '', category: 't' })).toEqual({ date: 'd', amount: 'n', currency: null, category: 't' })
  })
  it('are offered with a value or two', () => {
    expect(choicesFor('amount', offered).map(({ label }) => label)).toEqual(['Choose a column', 'When (2026-11-20)', 'Amount (12.5, 99)', 'Note'])
    expect(choicesFor('currency', offered)[0]).toEqual({ value: '', label: 'all in US dollars' })
  })
})
