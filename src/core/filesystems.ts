import type { Filesystem } from './io'

// Kinds that hold no data of their own, or none that lasts.
const ephemeral = /^(tmpfs|devtmpfs|ramfs|overlay|aufs|squashfs|erofs|iso9660|udf|proc|sysfs|cgroup2?|devfs|fuse\.(snapfuse|portal|gvfsd-fuse)|efivarfs|nsfs|autofs|9p)$/i
// Another machine’s disks are that machine’s to watch.
const network = /^(nfs[34]?|cifs|smb[23]?|smbfs|afpfs|webdav|davfs|ceph|glusterfs|fuse\.(sshfs|rclone|s3fs|davfs2?|glusterfs))$/i
// Removable disks appear below /run/media on some desktops.
const systemMounts = /^\/(boot(\/efi)?|efi|snap\/.*|run(\/(?!media\/).*)?|dev(\/.*)?|sys(\/.*)?|proc(\/.*)?|System\/Volumes\/(?!Data$).*|private\/var\/vm)$/

/** Mount points of the system itself, on each kind of system. */
const isRoot = (mount: string): boolean => mount === '/' || /^c:\\?$/i.test(mount)

/** Used share in percent as df counts it: what root keeps in reserve is neither used nor available. */
export function usedPercent(fs: Pick<Filesystem, 'usedBytes' | 'availableBytes'>): number {
  const total = fs.usedBytes + fs.availableBytes
  return total > 0 ? (100 * fs.usedBytes) / total : 0
}

/** As df prints it, which rounds up: we agree with it to the digit. */
export const dfPercent = (used: number): string => `${Math.ceil(used)} %`

export const isEphemeral = (fs: Filesystem): boolean => ephemeral.test(fs.type)

/**
 * The filesystems worth watching: every real local one that holds data, once per device, and the one with
 * the system always (even an ephemeral one, so that the reader can say it can't be judged). Order: system first,
 * then by mount point.
 */
export function watchedFilesystems(all: readonly Filesystem[]): Filesystem[] {
  const root = all.find((fs) => isRoot(fs.mount))
  const real = all.filter(
    (fs) => fs.sizeBytes > 0 && !isEphemeral(fs) && !network.test(fs.type) && !systemMounts.test(fs.mount) && !isRoot(fs.mount),
  )
  const rest = real.toSorted((a, b) => a.mount.localeCompare(b.mount))
  const seen = new Set<string>()
  // Bind mounts show one device several times: the first, shortest mount point stands for it.
  return [...(root ? [root] : []), ...rest].filter((fs) => {
    const key = `${fs.device}:${fs.sizeBytes}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
