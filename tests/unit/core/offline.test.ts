import { describe, expect, it } from 'vitest'
import { blameOurselves } from '../../../src/core/offline'
import { isRemote } from '../../../src/core/targets'
import type { Sample } from '../../../src/shared/model'
import { hour, minute, now, sampleOf } from './world'

const broken = (target: string, extra: Partial<Sample> = {}) => sampleOf(target, 'fail', { code: 'transport', message: 'broke', ...extra })
const remote = ['notion', 'drive', 'stripe']

describe('blameOurselves', () => {
  it('turns a run in which nothing remote was reached into “offline”', () => {
    const samples = [...remote.map((target) => broken(target)), sampleOf('disk_ok', 'ok')]
    expect(blameOurselves(samples, isRemote)).toEqual([
      ...remote.map((target) => ({
        ...sampleOf(target, 'unknown'),
        code: 'offline',
        message: 'This computer is offline.',
        hint: 'Looks again by itself; check the network if it lasts.',
      })),
      sampleOf('disk_ok', 'ok'),
    ])
  })

  const blamesTheProvider: [string, Sample[]][] = [
    ['one of three', [broken('notion'), sampleOf('drive', 'ok'), sampleOf('stripe', 'ok')]],
    ['two of three', [broken('notion'), broken('drive'), sampleOf('stripe', 'ok')]],
    ['all but one that refuses the key, and so was reached', [broken('notion'), sampleOf('stripe', 'fail', { code: 'auth_invalid' })]],
    ['all but one with an outage', [broken('notion'), sampleOf('stripe', 'fail', { code: 'server_error' })]],
    ['the only remote one', [broken('notion'), sampleOf('disk_ok', 'ok')]],
    ['the only one that is set up', [broken('notion'), sampleOf('drive', 'off'), sampleOf('stripe', 'off')]],
    ['a local one', [broken('disk_ok'), broken('scheduler_tick')]],
    ['nothing at all', []],
  ]
  it.each(blamesTheProvider)('leaves the failure where it is: %s', (_name, samples) => {
    expect(blameOurselves(samples, isRemote)).toEqual(samples)
  })

  it('never touches a local failure of the same run', () => {
    const [, , tick] = blameOurselves([broken('notion'), broken('drive'), broken('scheduler_tick')], isRemote)
    expect(tick).toEqual(broken('scheduler_tick'))
  })

  it.each<[string, Sample, boolean]>([
    ['another got through in the same run', sampleOf('stripe', 'ok'), false],
    ['another answered, if only to refuse the key', sampleOf('stripe', 'fail', { code: 'auth_invalid' }), false],
    ['another got through, but an hour ago', sampleOf('stripe', 'ok', { at: now - hour }), true],
    ['another was broken a minute ago', broken('stripe', { at: now - minute }), true],
    ['another is not set up', sampleOf('stripe', 'off'), true],
    ['another was met by a sign-in page', sampleOf('stripe', 'fail', { code: 'network_blocked' }), true],
    ['only a local one was fine', sampleOf('disk_ok', 'ok'), true],
    ['one of them was fine before', sampleOf('drive', 'ok'), true],
  ])('a run that arrives in parts: %s', (_name, before, offline) => {
    const judged = blameOurselves([broken('notion'), broken('drive')], isRemote, [before])
    expect(judged.map(({ status }) => status)).toEqual(offline ? ['unknown', 'unknown'] : ['fail', 'fail'])
  })
})
