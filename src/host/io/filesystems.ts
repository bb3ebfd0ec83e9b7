import type { Filesystem } from '../../core/io'

/** Every mounted filesystem as the system counts it. systeminformation is loaded at the first look, not at the start. */
export async function readFilesystems(): Promise<Filesystem[]> {
  const { default: si } = await import('systeminformation')
  const found = await si.fsSize()
  return found.map(({ fs, mount, type, size, used, available }) => ({
    device: fs,
    mount,
    type,
    sizeBytes: size,
    usedBytes: used,
    availableBytes: available,
  }))
}
