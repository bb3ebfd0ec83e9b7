import { describe, expect, it } from 'vitest'
import rule from '../../../../src/core/rules/disk-usage'
import type { Filesystem } from '../../../../src/core/io'
import { componentOf, disk, ruleContext, incidentOf, now, settingsWith } from '../world'

const evaluate = (filesystems: (Filesystem | string)[], open: string[] = [], limit = 85) =>
  rule.evaluate({
    ...ruleContext(settingsWith({ disk: { warnAbovePercent: limit } })),
    now,
    components: [componentOf('notion', 'ok'), componentOf('disk_ok', 'ok', { detail: { filesystems: filesystems.map((fs) => (typeof fs === 'string' ? fs : { ...fs })) } })],
    openIncident: (target) => (open.includes(target) ? incidentOf({ rule: 'disk-usage', target }) : undefined),
  })

describe('disk usage', () => {
  it('says how full, how much is left and what the limit is', () => {
    expect(evaluate([disk(91)])).toEqual([
      {
        target: '/',
        severity: 'warning',
        title: 'Disk / is 91 % full',
        message: '42.8 GB of 500 GB are left on /; the limit is 85 %.',
        hint: 'Free space on /.',
        code: 'disk_usage',
      },
    ])
  })

  it('rounds as df does, so that no figure contradicts the row', () => {
    expect(evaluate([disk(85.2)])[0]!.title).toBe('Disk / is 86 % full')
  })

  it.each([
    [85, false, false],
    [85.01, false, true],
    [84, true, true],
    [82, true, true],
    [81.99, true, false],
    [84, false, false],
  ])('%d % full, open before: %s → fires: %s', (used, open, fires) => {
    expect(evaluate([disk(used)], open ? ['/'] : []).length > 0).toBe(fires)
  })

  it('follows the limit of the settings, and clears as far below it', () => {
    expect(evaluate([disk(71)], [], 70)).toHaveLength(1)
    expect(evaluate([disk(67)], ['/'], 70)).toHaveLength(1)
    expect(evaluate([disk(66.9)], ['/'], 70)).toHaveLength(0)
  })

  it('keeps each filesystem’s own hysteresis', () => {
    const all = [disk(84), disk(84, { mount: '/data', device: '/dev/vdb1' }), disk(93, { mount: '/srv', device: '/dev/vdc1' })]
    expect(evaluate(all, ['/data']).map(({ target }) => target)).toEqual(['/data', '/srv'])
  })

  it('finds nothing where nothing was measured', () => {
    expect(evaluate(['/'])).toEqual([])
    expect(evaluate([])).toEqual([])
    expect(rule.evaluate({ ...ruleContext(), components: [], openIncident: () => undefined })).toEqual([])
  })

  it('is judged by the disk component, whatever the mount point', () => {
    expect(rule.componentOf('/data')).toBe('disk_ok')
  })
})
