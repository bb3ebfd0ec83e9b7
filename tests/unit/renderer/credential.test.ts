import { describe, expect, it } from 'vitest'
import { endsWhen, keptFor, type SecretState, storedParts } from '../../../src/renderer/features/settings/services/credential'

const state = (more: Partial<SecretState>): SecretState => ({
  present: true,
  from: 'keychain',
  ending: null,
  storedAt: null,
  kind: null,
  scope: null,
  expiresAt: null,
  warning: null,
  ...more,
})

const now = Date.UTC(2026, 10, 23, 12)
const hour = 3_600_000
const day = 24 * hour

describe('where a credential is', () => {
  it.each([
    [{ kind: 'restricted test key', ending: 'a1b2' }, 'restricted test key · ends in …a1b2 · in the keychain'],
    [{ from: 'environment', ending: '9f3c' }, 'ends in …9f3c · from NOTION_TOKEN'],
    [{ from: 'file' }, 'stored · in a plain file, readable by your user account'],
    [{ from: 'memory' }, 'stored · in the demo’s memory'],
    [{ kind: 'sign-in of ada@example.com' }, 'sign-in of ada@example.com · in the keychain'],
    [{ present: false, from: null }, 'not connected'],
  ] as const)('%j', (more, words) => {
    expect(storedParts('notionToken', state(more)).join(' · ')).toBe(words)
  })
  it('names no variable of a check’s own', () => {
    expect(storedParts(null, state({ from: 'environment' })).at(-1)).toBe('from an environment variable')
  })
})

describe('how long a credential has been kept', () => {
  it.each([
    [0, 'new today'],
    [23 * hour, 'new today'],
    [day, '1 day old'],
    [59 * day, '59 days old'],
    [60 * day, '2 months old'],
    [92 * day, '3 months old'],
    [91 * day, '3 months old'],
    [729 * day, '24 months old'],
    [731 * day, '2 years old'],
    [-day, 'new today'],
  ])('%i ms', (span, words) => {
    expect(keptFor(now - span, now)).toBe(words)
  })
})

describe('when a credential ends', () => {
  it.each([
    [7 * day, 'ends in 7 days'],
    [2 * day, 'ends in 2 days'],
    [day + 3 * hour, 'ends in 1 d 3 h'],
    [20 * 60_000, 'ends in 20 min'],
    [0, 'has ended'],
    [-day, 'has ended'],
  ])('%i ms from now', (span, words) => {
    expect(endsWhen(now + span, now)).toBe(words)
  })
})
