import { bytes } from '../../shared/format'
import { dfPercent, usedPercent } from '../filesystems'
import type { Filesystem } from '../io'
import { defineRule } from '../plugin'

/** How far below the limit usage has to fall before the incident closes. */
const clearBelowLimitBy = 3

export default defineRule({
  id: 'disk-usage',
  title: 'Disk usage',
  componentOf: () => 'disk_ok',
  judgesBy: ({ disk }) => disk.warnAbovePercent,
  evaluate({ components, settings, openIncident }) {
    const disk = components.find((component) => component.target === 'disk_ok')
    const filesystems = (disk?.sample.detail['filesystems'] ?? []) as unknown as Filesystem[]
    const limit = settings.disk.warnAbovePercent
    return filesystems
      .filter((fs) => typeof fs === 'object')
      .filter((fs) => usedPercent(fs) > limit || (openIncident(fs.mount) && usedPercent(fs) >= limit - clearBelowLimitBy))
      .map((fs) => ({
        target: fs.mount,
        severity: 'warning' as const,
        title: `Disk ${fs.mount} is ${dfPercent(usedPercent(fs))} full`,
        message: `${bytes(fs.availableBytes)} of ${bytes(fs.sizeBytes)} are left on ${fs.mount}; the limit is ${limit} %.`,
        hint: `Free space on ${fs.mount}.`,
        code: 'disk_usage' as const,
      }))
  },
})
