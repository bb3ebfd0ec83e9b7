import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../../src/shared/model'
import rule from '../../../../src/core/rules/component-failing'
import type { ComponentState } from '../../../../src/core/judge'
import { componentOf, ruleContext, incidentOf } from '../world'

const evaluate = (components: ComponentState[], open: Incident[] = []) =>
  rule.evaluate({ ...ruleContext(), components, openIncident: (target) => open.find((incident) => incident.target === target) })

const failing = componentOf('stripe', 'fail', { code: 'auth_invalid', message: 'Stripe refuses the credential.', hint: 'Replace it in Settings.' })

describe('component failing', () => {
  it('says which component, why, and what to do', () => {
    expect(evaluate([failing])).toEqual([
      { target: 'stripe', severity: 'fail', title: 'Stripe: the credential is refused', message: 'Stripe refuses the credential.', hint: 'Replace it in Settings.', code: 'auth_invalid' },
    ])
  })

  it('has words for a failure without a code', () => {
    expect(evaluate([componentOf('drive', 'fail', { code: null })])[0]!.title).toBe('Google Drive: failing')
  })

  it('fires for nothing less than a confirmed failure', () => {
    expect(evaluate([componentOf('notion', 'ok'), componentOf('drive', 'warning'), componentOf('stripe', 'unknown'), componentOf('scheduler_tick', 'off')])).toEqual([])
  })

  it.each(['disk_ok', 'scheduler_tick'])('leaves %s to its own rule', (target) => {
    expect(evaluate([componentOf(target, 'fail')])).toEqual([])
  })

  it('keeps an open incident, and its words, until good is confirmed', () => {
    const { target, severity, title, message, hint, code } = incidentOf()
    const recovering = { ...componentOf('notion', 'ok'), judged: 'warning' as const }
    expect(evaluate([recovering], [incidentOf()])).toEqual([{ target, severity, title, message, hint, code }])
    expect(evaluate([componentOf('notion', 'ok')], [incidentOf()])).toEqual([])
    expect(evaluate([componentOf('notion', 'off')], [incidentOf()])).toEqual([])
  })

  it('is judged by the component it names', () => {
    expect(rule.componentOf('stripe')).toBe('stripe')
  })
})
