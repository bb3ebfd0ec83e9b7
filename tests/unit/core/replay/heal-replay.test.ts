import { describe, expect, it } from 'vitest'
import type { Attempt } from '../../../../src/core/heal-attempts'
import { HealReplay } from '../../../../src/core/replay/heal-replay'
import { healFigures } from '../../../../src/core/self-heal'
import { day, hour, now } from '../world'

const attempt = (afterMs: number, outcome: Attempt['outcome'] = 'failed'): Attempt => ({ at: now + afterMs, attempt: 1, outcome, pico: 0n, grade: 'computed' })
const jobs = [
  { job: 'invoice', attempts: [attempt(0), attempt(2 * hour, 'healed'), attempt(3 * day)] },
  { job: 'triage', attempts: [attempt(hour), attempt(day)] },
]

describe('what needed healing, as of then', () => {
  it('is nothing before the first attempt', () => {
    expect(new HealReplay(jobs).at(now - 1)).toEqual(healFigures([], now - 1))
  })

  it('is at every hour what a console would have found that knew no later attempt', () => {
    const replay = new HealReplay(jobs)
    for (let at = now; at < now + 5 * day; at += hour / 2) {
      const known = jobs.map(({ job, attempts }) => ({ job, attempts: attempts.filter((one) => one.at <= at) })).filter(({ attempts }) => attempts.length > 0)
      expect(replay.at(at)).toEqual(healFigures(known, at))
    }
  })

  it('can be asked for an earlier moment again', () => {
    const replay = new HealReplay(jobs)
    const first = replay.at(now)
    replay.at(now + 4 * day)
    expect(replay.at(now)).toEqual(first)
  })
})
