import { existsSync } from 'node:fs'
import { briefText } from '../../core/views/brief'
import type { Console } from '../../host/console'
import { InstanceLock } from '../../host/instance'
import { systemClock } from '../../host/io/clock'
import { Store } from '../../host/store/store'
import type { Brief } from '../../shared/model'
import { oneShot } from '../one-shot'
import type { Invocation } from '../options'
import { findRunning } from '../running'

export async function brief(invocation: Invocation): Promise<number> {
  const running = invocation.originMapGiven ? null : await findRunning(invocation.paths)
  const made = running ? ((await running.get('/api/brief')) as Brief) : await composeHere(invocation)
  invocation.write(invocation.json ? JSON.stringify(made, null, 2) : briefText(made))
  return made.overall === 'fail' ? 1 : 0
}

/** Without a running console its history is still there to be read, when nobody else holds it. */
async function composeHere(invocation: Invocation): Promise<Brief> {
  const { paths } = invocation
  const lock = existsSync(paths.database) ? await InstanceLock.take(paths.data) : null
  const store = lock ? (await Store.open(paths.database, systemClock.now())).store : null
  try {
    const compose = async (console: Console) => {
      await console.look({ reason: 'button' })
      return console.composeBrief({ keep: false })
    }
    return await oneShot(invocation, compose, store)
  } finally {
    store?.close()
    lock?.release()
  }
}
