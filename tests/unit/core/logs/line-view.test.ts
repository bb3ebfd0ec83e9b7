import { describe, expect, it } from 'vitest'
import { lineView } from '../../../../src/core/logs/line-view'

const view = (text: string, cut = false, secrets: string[] = []) => lineView({ row: 3, text, cut, file: null }, secrets)

describe('a line in the list', () => {
  it('is told apart into time, event, message and the rest', () => {
    expect(view('{"ts":"2026-11-23T08:00:00Z","event":"job_failed","error":"no answer","job_id":"triage","usage":{"input_tokens":12}}')).toEqual({
      row: 3,
      file: null,
      at: Date.UTC(2026, 10, 23, 8),
      mark: 'fail',
      event: 'job_failed',
      eventField: 'event',
      message: 'no answer',
      pairs: [
        ['job_id', 'triage'],
        ['usage', '{"input_tokens":12}'],
      ],
      raw: '{"ts":"2026-11-23T08:00:00Z","event":"job_failed","error":"no answer","job_id":"triage","usage":{"input_tokens":12}}',
      json: true,
      cut: false,
    })
  })

  it('has its level where it has no event', () => {
    expect(view('{"level":"warn","msg":"slow"}')).toMatchObject({ event: 'warn', eventField: 'level', mark: 'warning', message: 'slow', pairs: [] })
  })

  it('is shown as it is when it isn’t JSON', () => {
    expect(view('2026-11-23 08:00:00 started')).toMatchObject({ json: false, at: Date.UTC(2026, 10, 23, 8), message: '2026-11-23 08:00:00 started', pairs: [] })
    expect(view('[1,2]')).toMatchObject({ json: false })
  })

  it('is shortened when it is long', () => {
    const long = view(JSON.stringify({ event: 'big', text: 'x'.repeat(10_000) }))
    expect(long.raw.length).toBeLessThan(600)
    expect(long.message.length).toBeLessThan(600)
    expect(long.cut).toBe(true)
  })

  it('keeps its time when only its beginning was read', () => {
    expect(view('{"ts":"2026-11-23T08:00:00Z","text":"xxx', true)).toMatchObject({ json: false, cut: true, at: Date.UTC(2026, 10, 23, 8) })
  })

  it('shows no secret, known or by its looks, in any of its parts', () => {
    const secret = 'correct-horse-battery'
    const shown = JSON.stringify(view(`{"event":"x ${secret}","message":"Bearer abcdefghijkl","a":"${secret}","api_key":"qwertyuiop","b":{"c":"sk_live_abcdefgh1234"}}`, false, [secret]))
    for (const hidden of [secret, 'abcdefghijkl', 'qwertyuiop', 'abcdefgh1234']) expect(shown).not.toContain(hidden)
  })
})
