import { describe, expect, it } from 'vitest'
import { anchorOf, fieldOf } from '../../../src/renderer/features/settings/anchors'
import { spoken } from '../../../src/renderer/frame/Announcer'
import { problemLines } from '../../../src/renderer/parts/problem-lines'
import { isSwitchedOff, stateWord } from '../../../src/renderer/parts/switched-off'
import { channelNotes, headlineAction, incidentAction, needsHand, networkNote, otherNotes, worstComponent } from '../../../src/renderer/parts/worst'
import { defaultSettings } from '../../../src/shared/settings'
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
  it('leads to the form of a check of one’s own', () => {
    const change = { label: 'Change', do: { kind: 'settings', section: 'checks' } } as const
    const shop = component({ target: 'shop', title: 'Shop', builtIn: false, status: 'fail', action: change })
    expect(headlineAction(snapshot({ components: [shop] }))?.action).toEqual({ label: 'Change', do: { kind: 'settings', section: 'checks/shop' } })
    expect(incidentAction(incident({ target: 'shop', component: 'shop' }), [shop])?.do).toEqual({ kind: 'settings', section: 'checks/shop' })
    expect(incidentAction(incident(), [component({ status: 'fail', action: settings })])).toBe(settings)
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
    expect(incidentAction(incident({ target: 'elsewhere', component: 'elsewhere' }), failing)).toBeNull()
  })
  it('of a part of a component is the component’s', () => {
    const full = [component({ target: 'disk_ok', status: 'warning', action: settings })]
    expect(incidentAction(incident({ target: '/data', component: 'disk_ok' }), full)).toBe(settings)
  })
})

describe('what a screen reader hears after a run', () => {
  it('is the worst first', () => {
    expect(spoken([component({ title: 'Notion' }), component({ title: 'Stripe', status: 'fail' }), component({ title: 'Drive', status: 'off' })])).toBe(
      'Health probe finished: Stripe failing, Notion ok',
    )
  })
  it('names no crowd', () => {
    const many = Array.from({ length: 12 }, (_, index) => component({ title: `Check ${index}` }))
    expect(spoken([...many, component({ title: 'Shop', status: 'fail' })])).toBe('Health probe finished: Shop failing, 12 ok')
  })
})

describe('what the banner says of this network', () => {
  const note = { id: 'network', severity: 'warning', message: 'This computer is offline.', hint: null, action: null } as const
  it('is the one note about it', () => {
    expect(networkNote(snapshot({ notes: [{ ...note, id: 'port' }, note] }))).toBe(note)
    expect(networkNote(snapshot({ notes: [{ ...note, id: 'port' }] }))).toBeNull()
  })
  it('and what it says of channels is not said again on the overview', () => {
    const notes = ['channel-telegram', 'port', 'network', 'channel-email'].map((id) => ({ ...note, id }))
    expect(channelNotes({ notes }).map(({ id }) => id)).toEqual(['channel-telegram', 'channel-email'])
    expect(otherNotes({ notes }).map(({ id }) => id)).toEqual(['port'])
  })
})

describe('a component that is off', () => {
  const ofShop = { ...defaultSettings(), checks: { list: [{ id: 'shop', kind: 'http', title: 'Shop', enabled: false, everySeconds: null, watchValue: false, settings: {} }] } }
  it('is switched off when its switch says so', () => {
    expect(isSwitchedOff(ofShop, 'shop')).toBe(true)
    expect(isSwitchedOff(ofShop, 'disk_ok')).toBe(false)
    expect(isSwitchedOff({ ...ofShop, ticks: { ...ofShop.ticks, enabled: false } }, 'scheduler_tick')).toBe(true)
    expect(isSwitchedOff(ofShop, 'gone')).toBe(false)
    expect(isSwitchedOff(undefined, 'shop')).toBe(false)
  })
  it('has a word of its own then', () => {
    expect(stateWord({ status: 'off' }, true)).toBe('switched off')
    expect(stateWord({ status: 'off' }, false)).toBe('not set up')
    expect(stateWord({ status: 'ok' }, true)).toBe('ok')
  })
})

describe('a fault of many problems', () => {
  it.each([
    ['One thing is wrong.', { intro: 'One thing is wrong.', problems: [] }],
    ['The file can’t be used:\n- “api.port” is missing\n\n- “disk” is wrong\n', { intro: 'The file can’t be used:', problems: ['“api.port” is missing', '“disk” is wrong'] }],
    ['Nothing is changed: 2 mistakes.\n“a”: no.\n“b”: no.\nAnd 3 more.', { intro: 'Nothing is changed: 2 mistakes.', problems: ['“a”: no.', '“b”: no.', 'And 3 more.'] }],
    ['“a” is missing\n“b” is missing', { intro: null, problems: ['“a” is missing', '“b” is missing'] }],
    ['', { intro: null, problems: [] }],
  ])('%j', (message, expected) => {
    expect(problemLines(message)).toEqual(expected)
  })
})

describe('where a problem’s button leads in the settings', () => {
  it.each([
    ['stripe', { section: 'services', service: 'stripeKey', check: null }],
    ['openai', { section: 'services', service: 'openaiAdminKey', check: null }],
    ['telegram', { section: 'services', service: 'telegramToken', check: null }],
    ['drive', { section: 'services', service: 'drive', check: null }],
    ['disk', { section: 'probing', service: null, check: null }],
    ['ticks', { section: 'probing', service: null, check: null }],
    ['watch', { section: 'watch', service: null, check: null }],
    ['costs', { section: 'costs', service: null, check: null }],
    ['data', { section: 'data', service: null, check: null }],
    ['checks', { section: 'checks', service: null, check: null }],
    ['checks/shop-website', { section: 'checks', service: null, check: { id: 'shop-website' } }],
    ['new-check', { section: 'checks', service: null, check: 'new' }],
    ['probing#Disk warns above', { section: 'probing', service: null, check: null }],
    ['elsewhere', null],
    ['elsewhere#Theme', null],
    [null, null],
  ])('%s', (name, expected) => {
    expect(anchorOf(name)).toEqual(expected)
  })

  it('to one field, where one is named', () => {
    expect(['probing#Disk warns above', 'probing', 'checks/a', null].map(fieldOf)).toEqual(['Disk warns above', null, null, null])
  })
})

describe('the clock', () => {
  it('stands still unseen and slows down behind another window', () => {
    expect(tickEveryMs(true, true)).toBeNull()
    expect(tickEveryMs(false, true)).toBe(focusedEveryMs)
    expect(tickEveryMs(false, false)).toBeGreaterThan(focusedEveryMs)
  })
})
