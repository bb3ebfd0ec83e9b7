import { describe, expect, it } from 'vitest'
import { timelineCommand } from '../../../src/renderer/features/timeline/timeline-keys'
import { pageKeys as windowPageKeys } from '../../../src/renderer/frame/pages'
import { keysOf, type Shortcut, shortcutGroups } from '../../../src/renderer/frame/shortcuts'
import { type Command, interpret, type Press, pressed as pressedKeys } from '../../../src/renderer/keys'

const pageKeys = new Map([
  ['o', 'overview'],
  ['i', 'incidents'],
  ['s', 'schedule'],
])
const press = (key: string, more: Partial<Press> = {}): Press => ({ key, control: false, alt: false, typing: false, ...more })
const none: Command = { do: 'none' }

describe('what a key press means', () => {
  const cases: [string, Press, boolean, Command][] = [
    ['r runs the probe', press('r'), false, { do: 'probe' }],
    ['? lists the keys', press('?'), false, { do: 'keys' }],
    [', opens the settings', press(','), false, { do: 'page', page: 'settings' }],
    ['Ctrl , opens the settings, in a field too', press(',', { control: true, typing: true }), false, { do: 'page', page: 'settings' }],
    ['Ctrl k opens the palette, in a field too', press('k', { control: true, typing: true }), false, { do: 'palette' }],
    ['k alone means nothing', press('k'), false, none],
    ['Ctrl Alt k is somebody else’s', press('k', { control: true, alt: true }), false, none],
    ['Ctrl z puts back', press('z', { control: true }), false, { do: 'undo' }],
    ['Ctrl z in a field is the field’s', press('z', { control: true, typing: true }), false, none],
    ['Ctrl Shift z puts nothing back', press('Z', { control: true }), false, none],
    ['g waits for the second key', press('g'), false, { do: 'wait' }],
    ['g o goes to the overview', press('o'), true, { do: 'page', page: 'overview' }],
    ['g i goes to the incidents', press('i'), true, { do: 'page', page: 'incidents' }],
    ['a and s press buttons', press('a'), false, { do: 'press', key: 'a' }],
    ['s after g is the schedule, and snoozes nothing', press('s'), true, { do: 'page', page: 'schedule' }],
    ['s alone presses its button', press('s'), false, { do: 'press', key: 's' }],
    ['the costs’ own keys press their buttons', press('['), false, { do: 'press', key: '[' }],
    ['the logs’ own keys press their buttons', press('/'), false, { do: 'press', key: '/' }],
    ['a figure in a field is text', press('1', { typing: true }), false, none],
    ['a in a field is text', press('a', { typing: true }), false, none],
    ['Ctrl a is the shell’s', press('a', { control: true }), false, none],
    ['o alone means nothing', press('o'), false, none],
    ['an unknown second key keeps its own meaning', press('r'), true, { do: 'probe' }],
    ['letters in a field are text', press('r', { typing: true }), false, none],
    ['the second letter in a field is text', press('o', { typing: true }), true, none],
    ['Ctrl r is the shell’s', press('r', { control: true }), false, none],
    ['Alt r is the menu’s', press('r', { alt: true }), false, none],
  ]
  it.each(cases)('%s', (_name, pressed, afterG, expected) => {
    expect(interpret(pressed, afterG, pageKeys)).toEqual(expected)
  })
})

const shortcuts = shortcutGroups.flatMap((group) => group.shortcuts)
const heardBy = (who: Shortcut['heardBy']): Shortcut[] => shortcuts.filter((one) => one.heardBy === who)
const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index))
const named = ['Enter', 'Escape', 'Tab', 'Home', 'End', 'PageUp', 'PageDown', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Delete', 'Backspace', 'F1', 'F5']

/** "Control+k" as it is pressed. */
function asPressed(key: string): Press {
  const [, held] = /^Control\+(.+)$/.exec(key) ?? []
  return held === undefined ? press(key) : press(held, { control: true })
}

/** A second key has its meaning after the first. */
const meanings = ({ keys, joined }: Shortcut): Command[] =>
  keys.map((key, index) => interpret(asPressed(key), joined === 'after' && index > 0, windowPageKeys))

describe('the list of keys', () => {
  it.each(heardBy('window'))('$what: the window hears it', (shortcut) => {
    expect(meanings(shortcut)).not.toContainEqual(none)
  })

  it.each(heardBy('timeline'))('$what: the Timeline hears it', ({ keys }) => {
    expect(keys.map((key) => timelineCommand({ key, shift: false }))).not.toContain(null)
  })

  it('has every key the window hears', () => {
    const heard = [...printable, ...named].flatMap((key) => [
      ...(interpret(press(key), false, windowPageKeys).do === 'none' ? [] : [key]),
      ...(interpret(press(key, { control: true }), false, windowPageKeys).do === 'none' ? [] : [`Control+${key}`]),
    ])
    const listed = new Set(heardBy('window').flatMap(({ keys, joined }) => (joined === 'after' ? keys.slice(0, 1) : keys)))
    expect(heard.toSorted()).toEqual([...listed].toSorted())
    expect([...pressedKeys].filter((key) => !listed.has(key))).toEqual([])
  })

  it('has every page', () => {
    const second = heardBy('window').filter(({ joined }) => joined === 'after').map(({ keys }) => keys[1])
    expect([...second, ','].toSorted()).toEqual([...windowPageKeys.keys()].toSorted())
  })

  it('has every key the Timeline hears, its second ones aside', () => {
    const also = ['=', '_']
    const heard = [...printable, ...named].filter((key) => timelineCommand({ key, shift: false }) !== null && !also.includes(key))
    expect(heard.toSorted()).toEqual(heardBy('timeline').flatMap(({ keys }) => keys).toSorted())
  })

  it('names each once', () => {
    expect(new Set(shortcuts.map(({ id }) => id)).size).toBe(shortcuts.length)
  })

  it.each([
    ['palette', ['Ctrl K']],
    ['page:costs', ['g', 'c']],
    ['page:settings', [',']],
    ['theme-dark', []],
  ])('%s: %j', (id, keys) => {
    expect(keysOf(id)).toEqual(keys)
  })
})
