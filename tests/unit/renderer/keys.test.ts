import { describe, expect, it } from 'vitest'
import { type Command, interpret, type Press } from '../../../src/renderer/keys'

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
