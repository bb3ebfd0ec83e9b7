import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../../src/shared/model'
import { startState } from '../../../../src/core/engine'
import type { ComponentState } from '../../../../src/core/judge'
import { snapshotOf } from '../../../../src/core/views/snapshot'
import { trayView } from '../../../../src/core/views/tray'
import { around, componentOf, incidentOf, now } from '../world'

const snapshot = (components: ComponentState[], open: Incident[] = []) => snapshotOf(startState(open, components), around, now)

describe('the tray', () => {
  it('is the snapshot in one line, with the reasons in words', () => {
    const open = [incidentOf(), incidentOf({ rule: 'disk-usage', target: '/', severity: 'warning', title: 'Disk / is 91 % full' })]
    const seen = snapshot([componentOf('notion', 'fail', { message: 'Notion has an outage.' }), componentOf('stripe', 'warning', { message: '' }), componentOf('drive', 'ok')], open)
    expect(trayView(seen)).toEqual({
      icon: 'fail',
      tooltip: 'EchoPilot ❌ Notion has an outage. (and 1 more)',
      reasons: ['❌ Notion has an outage.', '⚠️ Stripe: warning', '⚠️ Disk / is 91 % full'],
      muted: null,
    })
  })

  it('has nothing to explain when all is well', () => {
    expect(trayView(snapshot([componentOf('disk_ok', 'ok')]))).toEqual({ icon: 'ok', tooltip: 'EchoPilot ✅ All well: 1 component watched.', reasons: [], muted: null })
  })

  it('says for how long messages are muted', () => {
    const seen = snapshotOf(startState(), { ...around, mutedUntil: now + 3 * 3_600_000 + 20 * 60_000 }, now)
    expect(trayView(seen).muted).toBe('Messages are muted for 3 h 20 min more')
  })

  it('agrees with the window at any state', () => {
    for (const status of ['ok', 'warning', 'fail', 'unknown', 'off'] as const) {
      const seen = snapshot([componentOf('disk_ok', status)])
      expect(trayView(seen).icon).toBe(seen.overall)
      expect(trayView(seen).tooltip).toContain(seen.headline)
    }
  })
})
