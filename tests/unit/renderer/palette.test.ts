import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/renderer/frame/palette/entry'
import { fit } from '../../../src/renderer/frame/palette/fit'
import { moved } from '../../../src/renderer/frame/palette/moves'
import { ranked, suggested } from '../../../src/renderer/frame/palette/ranking'
import { withNewest } from '../../../src/renderer/frame/palette/recent'

const marked = (query: string, title: string, others?: string): string | null => {
  const found = fit(query, title, others)
  return found && found.marks.reduceRight((text, [from, to]) => `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`, title)
}

describe('what fits what was typed', () => {
  it.each<[string, string, string | null]>([
    ['costs', 'Costs', '[Costs]'],
    ['cos', 'Costs', '[Cos]ts'],
    ['probe', 'Run health probe', 'Run health [probe]'],
    ['alth', 'Run health probe', 'Run he[alth] probe'],
    ['h', 'Run health probe', 'Run [h]ealth probe'],
    ['e', 'Run health probe', null],
    ['rhp', 'Run health probe', '[R]un [h]ealth [p]robe'],
    ['ruhepro', 'Run health probe', '[R][u]n [h][e]alth [p][r][o]be'],
    ['rnp', 'Run health probe', null],
    ['probe run', 'Run health probe', '[Run] health [probe]'],
    ['probe walk', 'Run health probe', null],
    ['  health  ', 'Run health probe', 'Run [health] probe'],
    ['cafe', 'Café webhook', '[Café] webhook'],
    ['CAFÉ', 'cafe webhook', '[cafe] webhook'],
    ['disk', '💾 Disk /', '💾 [Disk] /'],
    ['(8', 'Mute (8 h)', 'Mute [(8] h)'],
    ['.*', 'Run health probe', null],
  ])('%j in %j', (query, title, expected) => {
    expect(marked(query, title)).toBe(expected)
  })

  it('also by other words, from their start, unmarked', () => {
    expect(marked('sil', 'Mute messages', 'quiet silence')).toBe('Mute messages')
    expect(marked('lence', 'Mute messages', 'quiet silence')).toBeNull()
    expect(marked('mute sil', 'Mute messages', 'quiet silence')).toBe('[Mute] messages')
  })

  it.each<[string, string[]]>([
    ['log', ['Log', 'Logs', 'Local logs of it', 'Open the log folder', 'Catalogue', 'Lower other gear']],
    ['th', ['Theme', 'Dark theme', 'Health', 'Time horizon']],
  ])('%j: better from left to right', (query, titles) => {
    const scores = titles.map((title) => fit(query, title)?.score ?? -1)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(scores.at(-1)).toBeGreaterThan(0)
  })
})

const entry = (id: string, more: Partial<Entry> = {}): Entry => ({ id, group: 'actions', title: id, mark: { status: 'ok' }, run: () => undefined, ...more })
const ids = (groups: ReturnType<typeof ranked>): Record<string, string[]> => Object.fromEntries(groups.map(({ id, found }) => [id, found.map((one) => one.entry.id)]))

describe('what is listed', () => {
  const costs = entry('Costs', { group: 'pages' })
  const mute = entry('Mute')
  const price = entry('CPU price', { group: 'settings', others: 'Costs', quiet: true })
  const all = [costs, mute, price]

  it('before anything is typed: what was chosen lately, then all but the quiet', () => {
    expect(ids(suggested(all, []))).toEqual({ pages: ['Costs'], actions: ['Mute'] })
    expect(ids(suggested(all, ['CPU price', 'gone', 'Mute']))).toEqual({ recent: ['CPU price', 'Mute'], pages: ['Costs'] })
    expect(suggested(all, ['Mute'])[0]!.id).toBe('recent')
  })

  it('by how well it fits, the group with the best first', () => {
    expect(ids(ranked('cost', all, []))).toEqual({ pages: ['Costs'], settings: ['CPU price'] })
    expect(ranked('price', [costs, price], []).map(({ id }) => id)).toEqual(['settings'])
    expect(ranked('m', [entry('Theme', { group: 'pages', others: 'mode' }), mute], []).map(({ id }) => id)).toEqual(['actions', 'pages'])
  })

  it('of equals what was chosen lately first, else in their order', () => {
    const [one, two] = [entry('a', { title: 'Mute for 1 h' }), entry('b', { title: 'Mute for 4 h' })]
    expect(ids(ranked('mute', [one, two], []))).toEqual({ actions: ['a', 'b'] })
    expect(ids(ranked('mute', [one, two], ['b']))).toEqual({ actions: ['b', 'a'] })
  })

  it('no more of one kind than anybody reads', () => {
    const many = Array.from({ length: 500 }, (_, index) => entry(`check ${index}`))
    expect(ranked('check', many, [])[0]!.found).toHaveLength(8)
  })

  it('nothing where nothing fits', () => {
    expect(ranked('zzz', all, [])).toEqual([])
  })
})

describe('keys in the list', () => {
  it.each<[string, number, number, number | null]>([
    ['ArrowDown', 0, 3, 1],
    ['ArrowDown', 2, 3, 0],
    ['ArrowUp', 0, 3, 2],
    ['Home', 2, 3, 0],
    ['End', 0, 3, 2],
    ['PageDown', 0, 30, 8],
    ['PageDown', 28, 30, 29],
    ['PageUp', 3, 30, 0],
    ['Enter', 0, 3, null],
    ['a', 0, 3, null],
    ['ArrowDown', -1, 0, null],
  ])('%s at %i of %i', (key, at, count, expected) => {
    expect(moved(key, at, count)).toBe(expected)
  })
})

describe('what was chosen lately', () => {
  it('has each once, the newest first, and not without end', () => {
    expect(withNewest('b', ['a', 'b', 'c'])).toEqual(['b', 'a', 'c'])
    expect(withNewest('new', Array.from({ length: 12 }, (_, index) => `${index}`))).toHaveLength(12)
  })
})
