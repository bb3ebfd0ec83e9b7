import { describe, expect, it } from 'vitest'
import { anchorOf } from '../../../src/renderer/features/settings/anchors'
import { storedWords } from '../../../src/renderer/features/settings/stored'
import { merged } from '../../../src/renderer/features/incidents/incident-list'
import { spoken } from '../../../src/renderer/frame/Announcer'
import { headlineAction, incidentAction, needsHand, worstComponent } from '../../../src/renderer/parts/worst'
import { focusedEveryMs, tickEveryMs } from '../../../src/renderer/clock'
import { component, incident, snapshot } from './fixtures'

const settings = { label: 'Fix', do: { kind: 'settings', section: 'stripe' } } as const

describe('the banner', () => {
  it('asks for a hand when something warns or fails', () => {
    expect(needsHand(snapshot({ overall: 'ok' }))).toBe(false)
    expect(needsHand(snapshot({ overall: 'warning' }))).toBe(true)
  })
  it('waits for the first look before it says that nothing is known', () => {
    expect(needsHand(snapshot({ overall: 'unknown', components: [component({ checkedAt: null, status: 'unknown' })] }))).toBe(false)
    expect(needsHand(snapshot({ overall: 'unknown' }))).toBe(true)
  })
  it('takes the worst component’s action, the first of equals', () => {
    const components = [
      component({ target: 'notion', status: 'warning' }),
      component({ target: 'stripe', status: 'fail', action: settings }),
      component({ target: 'disk_ok', status: 'fail' }),
    ]
    expect(worstComponent(components)?.target).toBe('stripe')
    expect(headlineAction(snapshot({ components }))).toEqual({ action: settings, about: 'Stripe' })
    expect(headlineAction(snapshot())).toBeNull()
  })
  it('leaves what isn’t set up in peace', () => {
    expect(worstComponent([component({ status: 'off', action: settings }), component()])).toBeNull()
  })
})

describe('an incident’s next step', () => {
  it('is its component’s while both last', () => {
    const failing = [component({ status: 'fail', action: settings })]
    expect(incidentAction(incident(), failing)).toBe(settings)
    expect(incidentAction(incident({ resolvedAt: 5 }), failing)).toBeNull()
    expect(incidentAction(incident(), [component({ action: settings })])).toBeNull()
    expect(incidentAction(incident({ target: '/data' }), failing)).toBeNull()
  })
})

describe('the list of incidents', () => {
  it('has the open ones live, failing first, and the past ones as recorded', () => {
    const open = [incident({ id: 'w', severity: 'warning', openedAt: 9 }), incident({ id: 'f', openedAt: 2 })]
    const recorded = [...open, incident({ id: 'old', resolvedAt: 4, openedAt: 1 }), incident({ id: 'newer', resolvedAt: 8, openedAt: 7 }), incident({ id: 'gone' })]
    const { current, past } = merged(open, recorded)
    expect(current.map((one) => one.id)).toEqual(['f', 'w'])
    expect(past.map((one) => one.id)).toEqual(['newer', 'old'])
  })
})

describe('what a screen reader hears after a run', () => {
  it('is the worst first', () => {
    expect(spoken([component({ title: 'Notion' }), component({ title: 'Stripe', status: 'fail' }), component({ title: 'Drive', status: 'off' })])).toBe(
      'Health probe finished: Stripe failing, Notion ok',
    )
  })
})

describe('where a problem’s button leads in the settings', () => {
  it.each([
    ['stripe', { section: 'services', service: 'stripeKey' }],
    ['telegram', { section: 'services', service: 'telegramToken' }],
    ['drive', { section: 'services', service: 'drive' }],
    ['disk', { section: 'probing', service: null }],
    ['ticks', { section: 'probing', service: null }],
    ['watch', { section: 'watch', service: null }],
    ['costs', { section: 'costs', service: null }],
    ['elsewhere', null],
    [null, null],
  ])('%s', (name, expected) => {
    expect(anchorOf(name)).toEqual(expected)
  })
})

describe('where a credential is', () => {
  it.each([
    [{ present: true, from: 'keychain', ending: 'a1b2' } as const, 'ends in …a1b2 · in the keychain'],
    [{ present: true, from: 'environment', ending: '9f3c' } as const, 'ends in …9f3c · from NOTION_TOKEN'],
    [{ present: true, from: 'file', ending: null } as const, 'stored · in a plain file, readable by your user account'],
    [{ present: false, from: null, ending: null } as const, 'not connected'],
  ])('%j', (state, words) => {
    expect(storedWords('notionToken', state)).toBe(words)
  })
})

describe('the clock', () => {
  it('stands still unseen and slows down behind another window', () => {
    expect(tickEveryMs(true, true)).toBeNull()
    expect(tickEveryMs(false, true)).toBe(focusedEveryMs)
    expect(tickEveryMs(false, false)).toBeGreaterThan(focusedEveryMs)
  })
})
