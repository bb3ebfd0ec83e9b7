import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buttonsFor, commands, handleOf, incidentBehind, readButton, readCommand, readSpan } from '../../../src/core/telegram-commands'
import type { Message } from '../../../src/core/plugin'
import type { Told } from '../../../src/core/telling'
import { incidentOf } from './world'

const bot = 'ops_console_bot'
const hour = 3_600_000

describe('a command', () => {
  it.each([
    ['/status', { name: 'status', argument: '', byName: false }],
    ['  /STATUS ', { name: 'status', argument: '', byName: false }],
    ['/status@ops_console_bot', { name: 'status', argument: '', byName: true }],
    ['/snooze@Ops_Console_Bot 4h', { name: 'snooze', argument: '4h', byName: true }],
    ['/snooze\n 4 h ', { name: 'snooze', argument: '4 h', byName: false }],
    ['/deploy now', { name: null, word: 'deploy', argument: 'now' }],
    ['/start', { name: 'help' }],
  ])('%j', (text, command) => {
    expect(readCommand(text, bot)).toMatchObject(command)
  })

  it.each([['talk', 'status'], ['of another bot', '/status@other_bot'], ['a path', '/etc/passwd'], ['a pairing’s', '/start c0de'], ['nothing', ''], ['a slash', '/'], ['in the middle', 'say /status']])('is none: %s', (_what, text) => {
    expect(readCommand(text, bot)).toBeNull()
  })

  it('never throws, whatever is written', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (text, name) => void readCommand(text, name)))
  })

  it('has a description that Telegram takes', () => {
    for (const { command, description } of commands) {
      expect(command).toMatch(/^[a-z0-9_]{1,32}$/)
      expect(description.length).toBeLessThanOrEqual(256)
    }
  })
})

describe('how long', () => {
  it.each([
    ['', hour],
    ['4h', 4 * hour],
    ['90 min', 1.5 * hour],
    ['30m', hour / 2],
    ['1h30m', 1.5 * hour],
    ['1 h 30 min', 1.5 * hour],
    ['2 days', 48 * hour],
    ['1 HOUR', hour],
    ['7d', 168 * hour],
    ['1m', 60_000],
  ])('%j', (text, ms) => {
    expect(readSpan(text)).toBe(ms)
  })

  it.each(['0', '0h', '4', 'h', 'tomorrow', '8d', '-4h', '4h please', '1.5h', '999999h', '4s', ' '])('isn’t %j', (text) => {
    expect(readSpan(text)).toBeNull()
  })

  it('is any number of minutes, of a minute to a week', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20_000 }), (minutes) => readSpan(`${minutes} min`) === (minutes >= 1 && minutes <= 10_080 ? minutes * 60_000 : null)))
  })
})

const message = (incident: string | null, type: 'opened' | 'escalated' | 'resolved' = 'opened'): Message => ({ kind: 'alert', title: '', body: '', severity: 'fail', incident, about: incident === null ? [] : [{ incident, type }] })

describe('the buttons below an alert', () => {
  it('come back as what they do, for whatever incident, within the 64 bytes of Telegram', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), (id) => {
        const buttons = buttonsFor(message(id))
        expect(buttons.map(({ text }) => text)).toEqual(['Acknowledge', 'Snooze 1 h', 'Snooze 8 h'])
        expect(buttons.every(({ data }) => new TextEncoder().encode(data).length <= 64)).toBe(true)
        expect(buttons.map(({ data }) => readButton(data))).toEqual([
          { act: 'ack', forMs: 0, handle: handleOf(id) },
          { act: 'snooze', forMs: hour, handle: handleOf(id) },
          { act: 'snooze', forMs: 8 * hour, handle: handleOf(id) },
        ])
      }),
    )
  })

  it.each([['its end', message('a', 'resolved')], ['nothing in particular', message(null)], ['a brief', { ...message('a'), kind: 'brief' as const }]])('are none below one of %s', (_what, of) => {
    expect(buttonsFor(of)).toEqual([])
  })

  it.each(['', 'approve:17', 'a:', 'a:NOT', 'x:abc', 's9:abc', `a:${'x'.repeat(99)}`])('aren’t ours: %j', (data) => {
    expect(readButton(data)).toBeNull()
  })

  it('tell incidents apart', () => {
    const ids = Array.from({ length: 5000 }, (_, i) => `component-failing:target-${i % 70}@${1_763_899_200_000 + i}`)
    expect(new Set(ids.map(handleOf)).size).toBe(ids.length)
  })
})

describe('the incident behind a handle', () => {
  const now = incidentOf({ id: 'disk:/@2', identity: 'disk:/' })
  const other = incidentOf({ id: 'disk:/srv@1', identity: 'disk:/srv' })
  const told = (incident: string | null): Told[] => [{ identity: 'disk:/', alertedAt: null, alertedSeverity: null, brokeThrough: false, open: incident === null ? null : { incident, severity: 'fail' }, changes: 0 }]

  it('is the one it was made for', () => {
    expect(incidentBehind(handleOf('disk:/srv@1'), [now, other], [])).toBe(other)
  })

  it('is what goes on in its place, as far as the reader knows', () => {
    expect(incidentBehind(handleOf('disk:/@1'), [other, now], told('disk:/@1'))).toBe(now)
  })

  it.each([
    ['it is over', [other], told('disk:/@1')],
    ['its end was told, and another began', [now, other], told(null)],
    ['the reader was told of the new one', [now, other], told('disk:/@2')],
  ])('is none where %s', (_why, open, reader) => {
    expect(incidentBehind(handleOf('disk:/@1'), open, reader)).toBeNull()
  })
})
