import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../../src/shared/model'
import rule from '../../../../src/core/rules/component-failing'
import type { ComponentState } from '../../../../src/core/judge'
import { componentOf, engineRules, incidentOf, now } from '../world'

const evaluate = (components: ComponentState[], open: Incident[] = []) =>
  rule.evaluate({ ...engineRules(), now, components, openIncident: (target) => open.find((incident) => incident.target === target) })

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

  it('leaves the disk to its own rule', () => {
    expect(evaluate([componentOf('disk_ok', 'fail')])).toEqual([])
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
