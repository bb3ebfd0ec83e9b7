import { describe, expect, it } from 'vitest'
import { componentView as schema } from '../../../../src/shared/model'
import type { ComponentState } from '../../../../src/core/judge'
import { scatter } from '../../../../src/core/targets'
import { componentView } from '../../../../src/core/views/component'
import { componentOf, minute, now, targetNamed } from '../world'

const view = (state: ComponentState | undefined, at = now, target = 'notion') => componentView(targetNamed(target), state, at)

/** Five minutes, more or less by a part that is the same for the same look. */
const scattered = Math.round(5 * minute * (1 + 0.1 * (2 * scatter('notion', now) - 1)))

describe('a row', () => {
  it('shows what was seen, when, and when it will be looked at again', () => {
    const history = [{ at: now, status: 'ok' as const, value: 85 }]
    const state = { ...componentOf('notion', 'ok', { detail: { workspace: 'W' }, figure: 'f' }, history), since: now - minute }
    const row = view(state)
    expect(row).toEqual({
      target: 'notion',
      kind: 'notion',
      title: 'Notion',
      builtIn: true,
      reach: 'remote',
      unit: 'ms',
      status: 'ok',
      look: 'ok',
      code: null,
      message: '',
      hint: null,
      figure: 'f',
      latencyMs: 85,
      checkedAt: now,
      since: now - minute,
      nextAt: now + scattered,
      history,
      detail: { workspace: 'W' },
      action: null,
    })
    expect(schema.parse(row)).toEqual(row)
  })

  it('shows a problem with its next step and a click', () => {
    expect(view(componentOf('notion', 'fail', { code: 'auth_invalid', message: 'refused', hint: 'replace' }))).toMatchObject({
      status: 'fail',
      code: 'auth_invalid',
      message: 'refused',
      hint: 'replace',
      action: { label: 'Replace token', do: { kind: 'settings', section: 'notion' } },
    })
  })

  it('has a place before the first look', () => {
    const row = view(undefined)
    expect(row).toMatchObject({ target: 'notion', title: 'Notion', status: 'unknown', look: 'unknown', message: 'Not looked at yet.', checkedAt: null, nextAt: null, history: [], action: null })
    expect(schema.parse(row)).toEqual(row)
  })

  it('says why it isn’t green while a recovery is being confirmed', () => {
    const recovering = { ...componentOf('notion', 'ok'), judged: 'warning' as const }
    expect(view(recovering)).toMatchObject({ status: 'warning', look: 'ok', message: 'Answers again; one more good look confirms it.' })
  })

  it.each([
    ['notion', 3 * scattered, 'fail'],
    ['notion', 3 * scattered + 1, 'unknown'],
    ['disk_ok', 3 * minute, 'fail'],
    ['disk_ok', 3 * minute + 1, 'unknown'],
  ])('%s after %i ms is %s: three of its own intervals', (target, age, status) => {
    expect(view(componentOf(target, 'fail'), now + age, target).status).toBe(status)
  })

  it('says that it is too old, since when, and what to do', () => {
    expect(view(componentOf('notion', 'ok'), now + 60 * minute)).toMatchObject({
      status: 'unknown',
      look: 'ok',
      code: 'stale',
      message: 'Not looked at for a while, so its state isn’t known.',
      hint: 'Run the health probe to look now.',
      since: now,
      checkedAt: now,
    })
  })

  it('stays refused until the user does something, and promises no look', () => {
    const refused = componentOf('notion', 'fail', { code: 'auth_invalid' })
    expect(view(refused, now + 600 * minute)).toMatchObject({ status: 'fail', code: 'auth_invalid', nextAt: null })
  })

  it('keeps the wait a provider asked for', () => {
    const limited = componentOf('notion', 'fail', { code: 'rate_limited', retryAfterMs: 60 * minute })
    expect(view(limited, now + 170 * minute)).toMatchObject({ code: 'rate_limited', nextAt: now + 60 * minute })
  })

  it('stays off, however long ago that was said', () => {
    expect(view(componentOf('notion', 'off'), now + 600 * minute)).toMatchObject({ status: 'off', action: { label: 'Connect' } })
  })
})
