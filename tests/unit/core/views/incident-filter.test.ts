import { describe, expect, it } from 'vitest'
import { incidentFits } from '../../../../src/core/views/incident-filter'
import { incidentFilter } from '../../../../src/shared/incidents'
import { incident } from '../../renderer/fixtures'

const one = incident({ title: 'Überweisung: Stripe refuses', message: 'The key lacks “Balance: read”.', hint: 'Add it.', code: 'permission_missing', severity: 'warning' })
const over = { ...one, resolvedAt: 5 }

describe('an incident fits', () => {
  it.each([
    [{}, one, true],
    [{ state: 'open' }, one, true],
    [{ state: 'open' }, over, false],
    [{ state: 'resolved' }, one, false],
    [{ state: 'resolved' }, over, true],
    [{ severity: 'warning' }, one, true],
    [{ severity: 'fail' }, one, false],
    [{ component: 'stripe' }, one, true],
    [{ component: 'notion' }, one, false],
    [{ text: '  ' }, one, true],
    [{ text: 'überweisung' }, one, true],
    [{ text: 'READ key' }, one, true],
    [{ text: 'add permission_missing' }, one, true],
    [{ text: 'component-failing' }, one, true],
    [{ text: 'read lock' }, one, false],
    [{ text: 'read', state: 'resolved', component: 'stripe', severity: 'warning' }, over, true],
    [{ text: 'read', state: 'resolved', component: 'stripe', severity: 'fail' }, over, false],
  ])('%j', (filter, candidate, fits) => {
    expect(incidentFits(incidentFilter.parse(filter))(candidate)).toBe(fits)
  })
})
