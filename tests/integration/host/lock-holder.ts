import { InstanceLock } from '../../../src/host/instance'

/** Takes the lock of a folder, says whether it got it, and holds it until the process ends. */
export async function main(folder: string): Promise<void> {
  const lock = await InstanceLock.take(folder)
  process.stdout.write(lock ? 'held\n' : 'refused\n')
  if (lock) await new Promise(() => setInterval(() => {}, 1000))
}
