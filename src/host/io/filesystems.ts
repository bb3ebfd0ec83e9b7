import { statfs } from 'node:fs/promises'
import type { Filesystem } from '../../core/io'

/** Every mounted filesystem as the system counts it. systeminformation is loaded at the first look, not at the start. */
export async function readFilesystems(): Promise<Filesystem[]> {
  const { default: si } = await import('systeminformation')
  const found = (await si.fsSize()).map(({ fs, mount, type, size, used, available }) => ({
    device: fs,
    mount,
    type,
    sizeBytes: size,
    usedBytes: used,
    availableBytes: available,
  }))
  const hasRoot = process.platform === 'win32' || found.some(({ mount }) => mount === '/')
  return hasRoot ? found : [await rootFilesystem(), ...found]
}

/** The kernel's numbers of filesystems that don't last (linux/magic.h), by the names the mount table has for them. */
const names: Record<number, string> = { 0x0102_1994: 'tmpfs', 0x8584_58f6: 'ramfs', 0x794c_7630: 'overlay' }

/** In a chroot the mount table has no line for `/`; the kernel can be asked all the same, as df does. */
export async function rootFilesystem(): Promise<Filesystem> {
  const { type, bsize, blocks, bfree, bavail } = await statfs('/')
  return {
    device: '-',
    mount: '/',
    type: names[type] ?? 'unknown',
    sizeBytes: blocks * bsize,
    usedBytes: (blocks - bfree) * bsize,
    availableBytes: bavail * bsize,
  }
}
