import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { readFilesystems, rootFilesystem } from '../../../src/host/io/filesystems'

/** `df`'s own figures, in bytes. Something may write between two looks: they are compared to within 64 MiB. */
function df(mount: string) {
  const [, line = ''] = execFileSync('df', ['-kP', mount], { encoding: 'utf8' }).trim().split('\n')
  const [, size, used, available] = line.split(/\s+/).map((word) => Number(word) * 1024)
  return { size: size!, used: used!, available: available! }
}
const near = (a: number, b: number) => Math.abs(a - b) < 64 * 1024 * 1024

describe.runIf(process.platform !== 'win32')('filesystems', () => {
  it('always hold the one with the system, as df counts it', async () => {
    const system = (await readFilesystems()).find(({ mount }) => mount === '/')!
    const truth = df('/')
    expect(system.sizeBytes).toBe(truth.size)
    expect(near(system.usedBytes, truth.used) && near(system.availableBytes, truth.available)).toBe(true)
  })

  it('can be asked of the kernel where no mount table names them, with the same figures', async () => {
    const system = await rootFilesystem()
    const truth = df('/')
    expect(system).toMatchObject({ mount: '/', sizeBytes: truth.size })
    expect(near(system.usedBytes, truth.used) && near(system.availableBytes, truth.available)).toBe(true)
  })
})
