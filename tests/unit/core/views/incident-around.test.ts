import { expect, it } from 'vitest'
import { aroundOf } from '../../../../src/core/views/incident-around'

const minute = 60_000
const hour = 60 * minute
const now = 1000 * hour

it.each([
  ['a short one has a quarter of an hour to each side', 500 * hour, 500 * hour + minute, [500 * hour - 15 * minute, 500 * hour + 16 * minute]],
  ['a longer one half its length', 500 * hour, 504 * hour, [498 * hour, 506 * hour]],
  ['a very long one half a day', 500 * hour, 700 * hour, [488 * hour, 712 * hour]],
  ['an open one goes on to now', 996 * hour, null, [994 * hour, 1000 * hour]],
  ['one that is just over too', 996 * hour, now - minute, [996 * hour - (4 * hour - minute) / 2, now]],
  ['one of the very beginning begins there', minute, 2 * minute, [0, 17 * minute]],
  ['one that a clock set back has put into the future', now + hour, null, [now + hour - 15 * minute, now + hour + 1]],
])('%s', (_case, openedAt, resolvedAt, [from, to]) => {
  expect(aroundOf({ openedAt, resolvedAt }, now)).toEqual({ from, to })
})
