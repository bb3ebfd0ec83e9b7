import { expect, it } from 'vitest'
import { eventIdIn, spanIn } from '../../../../src/renderer/features/timeline/focus'

it.each([
  ['1795354208916-1795354308916', { from: 1_795_354_208_916, to: 1_795_354_308_916 }],
  ['1795354208916-1795354308916@incident-7', { from: 1_795_354_208_916, to: 1_795_354_308_916 }],
  ['1795354308916-1795354208916', null],
  ['1795354208916-1795354208916', null],
  ['1795354208916', null],
  ['x-y', null],
  ['', null],
  [null, null],
])('%s is a span, or nothing', (focus, span) => {
  expect(spanIn(focus)).toEqual(span)
})

it.each([
  ['1795354208916-1795354308916@incident-7', 'incident-7'],
  ['1795354208916-1795354308916', null],
  ['incident-7', null],
  [null, null],
])('%s means an event, or nothing', (focus, id) => {
  expect(eventIdIn(focus)).toBe(id)
})
