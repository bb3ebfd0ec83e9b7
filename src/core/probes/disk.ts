import { bytes } from '../../shared/format'
import { sections } from '../../shared/settings'
import { dfPercent, isEphemeral, usedPercent, watchedFilesystems } from '../filesystems'
import { defineProbe } from '../plugin'
import { bad, good, off, unseen } from '../reading'

export default defineProbe({
  kind: 'disk',
  title: 'Disk',
  builtIn: { target: 'disk_ok', order: 5, section: 'disk' },
  description: 'Every local filesystem that holds data.',
  reach: 'local',
  unit: 'percent',
  schema: sections.disk,
  async run(config, io) {
    if (!config.enabled) return off('Disks aren’t watched.')
    const watched = watchedFilesystems(await io.filesystems())
    const measured = watched.filter((fs) => !isEphemeral(fs) && fs.sizeBytes > 0)
    const fullest = measured.toSorted((a, b) => usedPercent(b) - usedPercent(a))[0]
    if (!fullest)
      return unseen('ephemeral', 'There is no lasting filesystem here to measure.', {
        detail: { filesystems: watched.map((fs) => fs.mount) },
      })
    const used = usedPercent(fullest)
    const figure = `${fullest.mount}  ${dfPercent(used)} of ${bytes(fullest.sizeBytes)}`
    const extra = { figure, value: used, detail: { filesystems: measured.map((fs) => ({ ...fs, usedPercent: roundedPercent(fs) })) } }
    if (used > config.warnAbovePercent)
      return bad('disk_usage', `${fullest.mount} is ${dfPercent(used)} full; the limit is ${config.warnAbovePercent} %.`, {
        ...extra,
        hint: `Free space on ${fullest.mount}: ${bytes(fullest.availableBytes)} are left.`,
      })
    return good('', extra)
  },
  action: () => null,
})

const roundedPercent = (fs: Parameters<typeof usedPercent>[0]): number => Math.round(usedPercent(fs) * 100) / 100
