import { disksOf } from '../../core/demo/disks'
import { certificateDays } from '../../core/demo/looked'
import { dayMs } from '../../core/demo/past'
import { databaseHost, demoHost } from '../../core/demo/settings'
import type { Io } from '../../core/io'
import { ok } from '../../shared/result'
import { pause } from '../pause'

/** About how long the made-up hosts take, ms. */
const answersAfterMs = { certificate: 55, connection: 12 }
const lifeDays = 90

/** What this computer itself is in a demo: another one, whose disk fills, and that reaches hosts which aren’t there. */
export function madeUpIo(real: Io, { madeAt, diskPercent }: { madeAt: number; diskPercent(): number }): Io {
  const validTo = madeAt + certificateDays * dayMs
  const never = new AbortController().signal
  return {
    ...real,
    filesystems: async () => disksOf(diskPercent()),
    async certificate(address) {
      if (address.host !== demoHost) return real.certificate(address)
      await pause(answersAfterMs.certificate, never)
      return ok({ subject: demoHost, issuer: 'Demo Authority', validFrom: validTo - lifeDays * dayMs, validTo, names: [demoHost], problem: null })
    },
    async connect(address) {
      if (address.host !== databaseHost) return real.connect(address)
      await pause(answersAfterMs.connection, never)
      return ok(undefined)
    },
  }
}
