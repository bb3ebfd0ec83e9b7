import { expect, it } from 'vitest'
import { spanIn } from '../../../../src/renderer/features/timeline/focus'

it.each([
  ['1795354208916-1795354308916', { from: 1_795_354_208_916, to: 1_795_354_308_916 }],
  ['1795354308916-1795354208916', null],
  ['1795354208916-1795354208916', null],
  ['1795354208916', null],
  ['x-y', null],
  ['', null],
  [null, null],
])('%s is a span, or nothing', (focus, span) => {
  expect(spanIn(focus)).toEqual(span)
})
