import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/disk'
import type { Filesystem } from '../../../../src/core/io'
import { disk, self, settingsWith, world } from '../world'

const look = (filesystems: Filesystem[], limit: Partial<ReturnType<typeof settingsWith>['disk']> = {}) =>
  probe.run(settingsWith({ disk: limit }).disk, world({ filesystems }), self())

describe('the disk probe', () => {
  it('is off when disks aren’t watched', async () => {
    expect(await probe.run(settingsWith({ disk: { enabled: false } }).disk, world(), self())).toMatchObject({ status: 'off', message: 'Disks aren’t watched.' })
  })

  it('shows the fullest filesystem, and every one in the details', async () => {
    const root = disk(61)
    const data = disk(72.345, { mount: '/data', device: '/dev/vdb1' })
    expect(await look([root, data])).toEqual({
      status: 'ok',
      code: null,
      message: '',
      hint: null,
      figure: '/data  73 % of 500 GB',
      value: expect.closeTo(72.345, 6),
      detail: { filesystems: [{ ...root, usedPercent: 61 }, { ...data, usedPercent: 72.35 }] },
    })
  })

  it.each([
    [60, '/  60 % of 500 GB'],
    [60.01, '/  61 % of 500 GB'],
    [60.99, '/  61 % of 500 GB'],
    [0, '/  0 % of 500 GB'],
  ])('%d rounds as df does: %s', async (used, figure) => {
    expect((await look([disk(used)])).figure).toBe(figure)
  })

  it('fails above the limit, and says how much is left', async () => {
    expect(await look([disk(91)])).toMatchObject({
      status: 'fail',
      code: 'disk_usage',
      message: '/ is 91 % full; the limit is 85 %.',
      hint: 'Free space on /: 42.8 GB are left.',
      figure: '/  91 % of 500 GB',
    })
  })

  it.each([
    [85, 85, 'ok'],
    [85.01, 85, 'fail'],
    [90, 95, 'ok'],
    [51, 50, 'fail'],
  ])('%d %% with a limit of %d %% is %s', async (used, warnAbovePercent, status) => {
    expect((await look([disk(used)], { warnAbovePercent })).status).toBe(status)
  })

  it('can’t judge a container’s own layer', async () => {
    expect(await look([disk(95, { type: 'overlay', device: 'overlay' })])).toEqual({
      status: 'unknown',
      code: 'ephemeral',
      message: 'There is no lasting filesystem here to measure.',
      hint: null,
      figure: null,
      value: null,
      detail: { filesystems: ['/'] },
    })
  })

  it('judges the volume beside it', async () => {
    const reading = await look([disk(95, { type: 'overlay', device: 'overlay' }), disk(40, { mount: '/data', device: '/dev/vdb1' })])
    expect(reading).toMatchObject({ status: 'ok', figure: '/data  40 % of 500 GB' })
  })

  it('knows nothing where nothing is mounted, or the system has no size', async () => {
    expect((await look([])).status).toBe('unknown')
    expect((await look([disk(0, { sizeBytes: 0, usedBytes: 0, availableBytes: 0 })])).status).toBe('unknown')
  })

  it('has nothing to click', () => {
    expect(probe.action('disk_usage')).toBeNull()
  })
})
