import { describe, expect, it } from 'vitest'
import { linkIds } from '../../../src/shared/links'
import { builtInTargets, faultCode, type Sample } from '../../../src/shared/model'
import { sectionNames } from '../../../src/shared/settings'
import { channels, formats, probeFor, probes, rules } from '../../../src/core/registry'
import { dueTargets, intervalOf, isRemote, titleOf, waitAfter } from '../../../src/core/targets'
import { settingsWith } from './world'

describe('the registry', () => {
  it('finds the five components in the order they are always shown', () => {
    expect(probes.map(({ target }) => target)).toEqual([...builtInTargets])
    expect(probes.map(({ title }) => title)).toEqual(['Notion', 'Google Drive', 'Stripe', 'Scheduler tick', 'Disk'])
  })

  it.each([
    ['rules', rules],
    ['channels', channels],
    ['formats', formats],
    ['probes', probes.map(({ kind, title }) => ({ id: kind, title }))],
  ])('%s have names of their own', (_name, plugins: readonly { id: string; title: string }[]) => {
    expect(plugins.length).toBeGreaterThan(0)
    expect(new Set(plugins.map(({ id }) => id)).size).toBe(plugins.length)
    expect(plugins.every(({ title }) => title !== '')).toBe(true)
  })

  it('every probe reads a section that exists, by that section’s schema', () => {
    for (const probe of probes) {
      expect(sectionNames).toContain(probe.section)
      expect(probe.schema.parse(settingsWith()[probe.section])).toEqual(settingsWith()[probe.section])
    }
  })

  it('every click leads somewhere that exists', () => {
    const sections = new Set<string>([...sectionNames, 'telegram'])
    const links = new Set<string>(linkIds)
    for (const probe of probes) {
      for (const code of [...faultCode.options, null]) {
        const target = probe.action(code)?.do
        if (target?.kind === 'settings') expect(sections).toContain(target.section)
        if (target?.kind === 'link') expect(links).toContain(target.link)
      }
    }
  })
})

describe('targets', () => {
  it('know their name and reach', () => {
    expect(titleOf('drive')).toBe('Google Drive')
    expect(titleOf('nobody')).toBe('nobody')
    expect(builtInTargets.filter(isRemote)).toEqual(['notion', 'drive', 'stripe'])
    expect(isRemote('nobody')).toBe(false)
    expect(probeFor('nobody')).toBeUndefined()
  })

  it('are looked at each minute nearby, each five minutes far away', () => {
    const settings = settingsWith()
    expect(probes.map((probe) => intervalOf(probe, settings))).toEqual([300_000, 300_000, 300_000, 60_000, 60_000])
    expect(intervalOf({ reach: 'local' }, settingsWith({ probing: { localEverySeconds: 15 } }))).toBe(15_000)
  })

  it.each<[string, Record<string, number>, number, string[]]>([
    ['nothing was looked at yet', {}, 0, [...builtInTargets]],
    ['all were, just now', { notion: 0, drive: 0, stripe: 0, scheduler_tick: 0, disk_ok: 0 }, 59_999, []],
    ['a minute on', { notion: 0, drive: 0, stripe: 0, scheduler_tick: 0, disk_ok: 0 }, 60_000, ['scheduler_tick', 'disk_ok']],
    ['five minutes on', { notion: 0, drive: 1, stripe: 0, scheduler_tick: 299_999, disk_ok: 0 }, 300_000, ['notion', 'stripe', 'disk_ok']],
  ])('due when %s', (_name, lastLooks, at, due) => {
    expect(dueTargets((target) => ({ at: lastLooks[target], sample: undefined }), settingsWith(), at)).toEqual(due)
  })

  it.each<[string, Partial<Sample>, number | null]>([
    ['a good look', {}, 300_000],
    ['a failure that may pass', { status: 'fail', code: 'transport' }, 300_000],
    ['a missing permission, which may be granted elsewhere', { status: 'fail', code: 'permission_missing' }, 300_000],
    ['a short wait asked for', { status: 'fail', code: 'rate_limited', retryAfterMs: 30_000 }, 300_000],
    ['a long wait asked for', { status: 'fail', code: 'rate_limited', retryAfterMs: 3_600_000 }, 3_600_000],
    ['a refused credential: that waits for the user', { status: 'fail', code: 'auth_invalid' }, null],
  ])('wait after %s', (_name, sample, wait) => {
    expect(waitAfter({ reach: 'remote' }, { code: null, ...sample }, settingsWith())).toBe(wait)
  })

  it('that wait for the user are never due by themselves', () => {
    const refused = { code: 'auth_invalid' } as Sample
    const newest = (target: string) => ({ at: 0, sample: target === 'stripe' ? refused : undefined })
    expect(dueTargets(newest, settingsWith(), 1e12)).toEqual(builtInTargets.filter((target) => target !== 'stripe'))
  })
})
