import { array, assert, double, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsView, legendOf, runningView, scaleText, spoken } from '../../../src/renderer/features/costs/chart-view'
import { blocksOf, layersOf, namedEvery, scaleOf } from '../../../src/renderer/parts/chart/stack'
import { restTexture, textures } from '../../../src/renderer/parts/chart/textures'
import { chart, row } from './cost-fixtures'

const many = (count: number) => Array.from({ length: count }, (_, index) => [index + 1, index + 1])

describe('the layers of a stacked chart', () => {
  it('are the series in their order, each with a texture of its own', () => {
    const layers = layersOf([[3, 3], [1, 1], [2, 2]])
    expect(layers.map(({ series }) => series)).toEqual([0, 1, 2])
    expect(new Set(layers.map(({ texture }) => texture)).size).toBe(3)
  })
  it('are the largest ones, and one of the rest', () => {
    const layers = layersOf(many(textures.length + 3))
    expect(layers.map(({ series }) => series)).toEqual([3, 4, 5, 6, 7, null])
    expect(layers.at(-1)).toEqual({ series: null, texture: restTexture, values: [6, 6] })
  })
  it('give a single one left over its name', () => {
    expect(layersOf(many(textures.length + 1)).every(({ series }) => series !== null)).toBe(true)
  })
  it('leave out what is nothing', () => {
    expect(layersOf([[0, 0], [1, 0]]).map(({ series }) => series)).toEqual([1])
  })
  it('put a mixture with the rest, however large', () => {
    expect(layersOf([[1], [9]], (index) => index === 1).map(({ series }) => series)).toEqual([0, null])
  })
  it('lose nothing', () => {
    assert(
      property(array(array(integer({ min: -100, max: 1000 }), { minLength: 3, maxLength: 3 }), { maxLength: 12 }), (series) => {
        const layers = layersOf(series)
        for (const column of [0, 1, 2]) {
          const total = (rows: readonly (readonly number[])[]): number => rows.reduce((sum, values) => sum + values[column]!, 0)
          expect(total(layers.map(({ values }) => values))).toBe(total(series))
        }
      }),
    )
  })
})

describe('a column', () => {
  const layers = layersOf([[2], [-1], [3], [-4]])
  it('stacks upwards what is above zero, and downwards what is below', () => {
    expect(blocksOf(layers, 0)).toEqual([
      { layer: 0, from: 0, to: 2 },
      { layer: 1, from: 0, to: -1 },
      { layer: 2, from: 2, to: 5 },
      { layer: 3, from: -1, to: -5 },
    ])
  })
  it('fits on the scale', () => {
    expect(scaleOf(layers, 1)).toEqual({ low: -5.6, high: 5.6 })
    expect(scaleOf([], 3)).toEqual({ low: 0, high: 1 })
    assert(
      property(array(double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 6 }), (values) => {
        const { low, high } = scaleOf(layersOf(values.map((value) => [value])), 1)
        expect(low).toBe(0)
        expect(high).toBeGreaterThanOrEqual(values.reduce((sum, value) => sum + value, 0))
      }),
    )
  })
  it.each([
    [7, 1000, 1],
    [31, 800, 3],
    [24, 100, 13],
  ])('is named as far as there is room: %s in %s px', (columns, width, every) => {
    expect(namedEvery(columns, width, 52)).toBe(every)
  })
})

describe('costs over time', () => {
  const view = columnsView({ chart: chart({ 'gpt-5': ['1', '0.2'], '': ['0.004', '0'], other: ['0.5', '0.5'] }), zone: 'UTC', rows: [row('gpt-5', '1.2'), row('', '0.004'), row('a', '0.4'), row('b', '0.6')] }, 'model')

  it('are columns of named parts', () => {
    expect(view.names).toEqual(['Mon 23', 'Tue 24'])
    expect(view.layers.map(({ title }) => title)).toEqual(['gpt-5', '3 others'])
    expect(view.totals.map(Number)).toEqual([1.504, 0.7])
  })
  it('show what has no name quietly and last, however large', () => {
    const { layers } = columnsView({ chart: chart({ '': ['9', '9'], 'gpt-5': ['1', '1'] }), zone: 'UTC', rows: [row('', '18'), row('gpt-5', '2')] }, 'model')
    expect(layers.map(({ title, texture }) => [title, texture])).toEqual([['gpt-5', textures[0]], ['Not model calls', restTexture]])
  })
  it('have a legend that adds up, of all of it or of one column', () => {
    const all = legendOf(view, null, 'All of it')
    expect([all.title, all.total, ...all.parts.map(({ amount }) => amount)]).toEqual(['All of it', '$2.20', '$1.20', '$1.00'])
    const first = legendOf(view, 0, 'All of it')
    expect(first.title).toContain('23 Nov')
    expect([first.total, ...first.parts.map(({ amount }) => amount)]).toEqual(['$1.50', '$1.00', '$0.50'])
  })
  it('can be heard', () => {
    expect(spoken(legendOf(view, 1, ''))).toMatch(/24 Nov: \$0\.70, gpt-5 \$0\.20, 3 others \$0\.50$/)
  })
  it.each([
    [0, 1, '$0'],
    [4, 2, '$4'],
    [7.5, 2.5, '$7.50'],
    [0.5, 0.5, '$0.50'],
    [0.0005, 0.0005, '$0.0005'],
    [25_000, 5000, '$25K'],
  ])('has a scale: %s in steps of %s', (value, step, text) => {
    expect(scaleText(value, step)).toBe(text)
  })
})

describe('the month added up', () => {
  const day = (name: string, usd: string, low: string, high: string, actual: boolean) => ({ day: name, usd, low, high, actual })
  const { names, course, amounts } = runningView({
    month: '2026-11',
    usd: '9',
    low: '8',
    high: '11',
    path: [day('2026-11-01', '2', '2', '2', true), day('2026-11-02', '5', '4', '6', true), day('2026-11-03', '9', '8', '11', false)],
    priceChanges: [],
  })

  it('goes from what is known into what is forecast without a break', () => {
    expect(names).toEqual(['1', '2', '3'])
    expect(course).toEqual({ actual: [2, 5, null], projected: [null, 5, 9], low: [null, 5, 8], high: [null, 5, 11] })
  })
  it('says between what a forecast is, and no range of what is known', () => {
    expect(amounts).toEqual([
      { usd: '$2.00', range: null },
      { usd: '$5.00', range: null },
      { usd: '$9.00', range: 'between $8.00 and $11.00' },
    ])
  })
})
