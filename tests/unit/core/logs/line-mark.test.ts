import { describe, expect, it } from 'vitest'
import { markOf } from '../../../../src/core/logs/line-mark'

describe('what is marked', () => {
  const cases: [Record<string, unknown>, 'fail' | 'warning' | null][] = [
    [{ level: 'ERROR' }, 'fail'],
    [{ level: 'fatal' }, 'fail'],
    [{ severity: 'Warning' }, 'warning'],
    [{ level: 50 }, 'fail'],
    [{ level: 40 }, 'warning'],
    [{ level: 30, event: 'job_failed' }, null],
    [{ level: 'info' }, null],
    [{ status: 'fail' }, 'fail'],
    [{ event: 'job_failed' }, 'fail'],
    [{ event: 'bug' }, 'fail'],
    [{ event: 'incident_opened' }, 'warning'],
    [{ event: 'message', outcome: 'postponed' }, null],
    [{ event: 'self_heal', outcome: 'failed' }, 'fail'],
    [{ ok: false }, 'fail'],
    [{ ok: true, status: 'warning' }, 'warning'],
    [{ event: 'tick' }, null],
    [{ event: 'debugging' }, null],
    [{}, null],
  ]
  it.each(cases)('%j', (fields, mark) => {
    expect(markOf(fields)).toBe(mark)
  })
})
