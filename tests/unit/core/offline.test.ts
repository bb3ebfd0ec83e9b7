import { describe, expect, it } from 'vitest'
import { blameOurselves, needsCompany } from '../../../src/core/offline'
import type { Sample } from '../../../src/shared/model'
import { hour, isRemote, minute, now, sampleOf } from './world'

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
    ['another was met by a sign-in page', sampleOf('stripe', 'fail', { code: 'network_blocked', way: 'page' }), true],
    ['another was heard to refuse this country', sampleOf('stripe', 'fail', { code: 'network_blocked' }), false],
    ['only a local one was fine', sampleOf('disk_ok', 'ok'), true],
    ['one of them was fine before', sampleOf('drive', 'ok'), true],
  ])('a run that arrives in parts: %s', (_name, before, offline) => {
    const judged = blameOurselves([broken('notion'), broken('drive')], isRemote, [before])
    expect(judged.map(({ status }) => status)).toEqual(offline ? ['unknown', 'unknown'] : ['fail', 'fail'])
  })
})

describe('what stands in everybody’s way', () => {
  const page = (id: string) => sampleOf(id, 'fail', { code: 'bad_payload', way: 'page' })
  const certificate = (id: string) => sampleOf(id, 'fail', { code: 'transport', way: 'certificate' })
  const proxy = (id: string) => sampleOf(id, 'fail', { code: 'network_blocked', way: 'proxy' })

  it.each<[string, Sample[], Sample['code'], string]>([
    ['a sign-in page for each', [page('notion'), page('drive'), page('stripe')], 'network_blocked', 'wants a sign-in'],
    ['a page for one, silence for the others', [page('notion'), broken('drive'), broken('stripe')], 'network_blocked', 'wants a sign-in'],
    ['a foreign certificate for each', [certificate('notion'), certificate('drive'), certificate('stripe')], 'network_blocked', 'certificate'],
    ['a proxy that refuses', [proxy('notion'), proxy('drive'), proxy('stripe')], 'network_blocked', 'proxy'],
    ['no name that resolves', [broken('notion', { code: 'offline' }), broken('drive', { code: 'offline' })], 'offline', 'offline'],
  ])('%s is ours, with one reason', (_name, samples, code, words) => {
    const judged = blameOurselves(samples, isRemote)
    expect(new Set(judged.map(({ status, code: said, message }) => `${status} ${said} ${message}`)).size).toBe(1)
    expect(judged[0]).toMatchObject({ status: 'unknown', code, message: expect.stringContaining(words), hint: expect.stringMatching(/\.$/) })
  })

  it('a page for one among others that answer is that provider’s matter', () => {
    const samples = [page('notion'), sampleOf('drive', 'ok'), sampleOf('stripe', 'fail', { code: 'rate_limited' })]
    expect(blameOurselves(samples, isRemote)).toEqual(samples)
  })

  it('JSON that isn’t the documented kind came from the provider itself', () => {
    const samples = ['notion', 'drive', 'stripe'].map((id) => sampleOf(id, 'fail', { code: 'bad_payload' }))
    expect(blameOurselves(samples, isRemote)).toEqual(samples)
  })

  it.each<[string, Sample, boolean]>([
    ['silence', broken('notion'), true],
    ['a page', page('notion'), true],
    ['a refused key', sampleOf('notion', 'fail', { code: 'auth_invalid' }), false],
    ['a good look', sampleOf('notion', 'ok'), false],
    ['what is local', broken('disk_ok'), false],
    ['what is off', sampleOf('notion', 'off', { code: 'offline' }), false],
  ])('%s has to be seen beside the others: %s', (_name, sample, expected) => {
    expect(needsCompany(sample, isRemote)).toBe(expected)
  })
})
