import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dfPercent, isEphemeral, usedPercent, watchedFilesystems } from '../../../src/core/filesystems'
import type { Filesystem } from '../../../src/core/io'
import { disk } from './world'

const at = (mount: string, type = 'ext4', device = `/dev/${mount}`) => disk(61, { mount, type, device })
const mounts = (all: Filesystem[]) => watchedFilesystems(all).map(({ mount }) => mount)

describe('usedPercent', () => {
  it.each<[string, number, number, number, string]>([
    // used, available (in 1K blocks of a real `df`), exact, as df prints it
    ['half', 50, 50, 50, '50 %'],
    ['what root keeps is neither used nor available', 51_474_912, 43_151_480, 54.398, '55 %'],
    ['a hair above', 850_001, 149_999, 85.0001, '86 %'],
    ['exactly', 85, 15, 85, '85 %'],
    ['full', 100, 0, 100, '100 %'],
    ['empty', 0, 100, 0, '0 %'],
    ['nothing to divide by', 0, 0, 0, '0 %'],
  ])('%s', (_name, usedBytes, availableBytes, exact, printed) => {
    const used = usedPercent({ usedBytes, availableBytes })
    expect(used).toBeCloseTo(exact, 3)
    expect(dfPercent(used)).toBe(printed)
  })

  it('prints what df’s integer arithmetic prints, for any disk', () => {
    const blocks = fc.bigInt({ min: 0n, max: 64n * 2n ** 30n })
    fc.assert(
      fc.property(blocks, blocks, (used, available) => {
        fc.pre(used + available > 0n)
        const total = used + available
        const printed = (used * 100n) / total + ((used * 100n) % total === 0n ? 0n : 1n)
        expect(dfPercent(usedPercent({ usedBytes: Number(used * 1024n), availableBytes: Number(available * 1024n) }))).toBe(`${printed} %`)
      }),
    )
  })
})

describe('watchedFilesystems', () => {
  it('Linux: every real filesystem, the system’s first', () => {
    const all = [
      at('/srv/data', 'xfs', '/dev/vdb1'),
      at('/', 'ext4', '/dev/vda2'),
      at('/dev', 'devtmpfs', 'udev'),
      at('/run', 'tmpfs', 'tmpfs'),
      at('/boot', 'ext4', '/dev/vda1'),
      at('/boot/efi', 'vfat', '/dev/vda15'),
      at('/snap/core/1', 'squashfs', '/dev/loop0'),
      at('/home', 'btrfs', '/dev/vdc1'),
      at('/media/cd', 'iso9660', '/dev/sr0'),
      at('/run/media/ann/backup', 'ext4', '/dev/sdb1'),
      at('/run/user/1000', 'ext4', '/dev/odd'),
    ]
    expect(mounts(all)).toEqual(['/', '/home', '/run/media/ann/backup', '/srv/data'])
  })

  it('leaves disks of other machines to them, but never the system’s own', () => {
    expect(mounts([at('/', 'nfs4', 'server:/root'), at('/mnt/nas', 'nfs4'), at('/mnt/win', 'cifs'), at('/mnt/far', 'fuse.sshfs'), at('/mnt/usb', 'fuseblk')])).toEqual(['/', '/mnt/usb'])
  })

  it('macOS: the data volume beside the sealed system', () => {
    const all = [
      at('/', 'apfs', '/dev/disk3s1s1'),
      at('/dev', 'devfs', 'devfs'),
      at('/System/Volumes/VM', 'apfs', '/dev/disk3s6'),
      at('/System/Volumes/Preboot', 'apfs', '/dev/disk3s2'),
      at('/System/Volumes/Data', 'apfs', '/dev/disk3s5'),
      at('/Volumes/Backup', 'hfs', '/dev/disk4s2'),
    ]
    expect(mounts(all)).toEqual(['/', '/System/Volumes/Data', '/Volumes/Backup'])
  })

  it.each(['C:', 'C:\\', 'c:'])('Windows: %s first, then the other drives', (system) => {
    expect(mounts([at('D:', 'NTFS', 'D:'), at(system, 'NTFS', 'C:'), at('E:', 'UDF', 'E:')])).toEqual([system, 'D:'])
  })

  it('counts a device once, however often it is mounted', () => {
    const bound = [at('/var/lib/docker', 'ext4', '/dev/vda2'), at('/', 'ext4', '/dev/vda2'), at('/data', 'ext4', '/dev/vdb1'), at('/data/a', 'ext4', '/dev/vdb1')]
    expect(mounts(bound)).toEqual(['/', '/data'])
  })

  it('keeps two filesystems of one name apart by their size', () => {
    const small = { ...at('/b', 'zfs', 'pool'), sizeBytes: 1e9 }
    expect(mounts([at('/a', 'zfs', 'pool'), small])).toEqual(['/a', '/b'])
  })

  it('names an ephemeral system, so that the reader can say it can’t be judged', () => {
    const container = [at('/', 'overlay', 'overlay'), at('/dev/shm', 'tmpfs', 'shm')]
    expect(mounts(container)).toEqual(['/'])
    expect(watchedFilesystems(container).map(isEphemeral)).toEqual([true])
  })

  it('drops what has no size', () => {
    expect(mounts([{ ...at('/mnt/empty'), sizeBytes: 0 }])).toEqual([])
    expect(mounts([])).toEqual([])
  })

  it('leaves the list it was given as it was', () => {
    const all = [at('/z'), at('/a'), at('/')]
    watchedFilesystems(all)
    expect(all.map(({ mount }) => mount)).toEqual(['/z', '/a', '/'])
  })
})
