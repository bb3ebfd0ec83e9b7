import type { Filesystem } from '../io'

const gigabyte = 1024 ** 3
const systemPercent = 61
/** How full one is that was filled on cue. */
export const filledPercent = 93
/** No disk in a demo gets fuller. */
const mostPercent = 98

/** The made-up server’s filesystems; `percent` is how full the one with the data is. */
export const disksOf = (percent: number): Filesystem[] => [filled('/', 'demo0p1', 512, systemPercent), filled('/srv/data', 'demo1p1', 200, Math.min(mostPercent, percent))]

function filled(mount: string, device: string, gigabytes: number, percent: number): Filesystem {
  const sizeBytes = gigabytes * gigabyte
  const usedBytes = Math.round((sizeBytes * percent) / 100)
  return { device, mount, type: 'ext4', sizeBytes, usedBytes, availableBytes: sizeBytes - usedBytes }
}
