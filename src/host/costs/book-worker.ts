import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '../io/clock'
import { BookCore } from './book-core'
import { giveWay } from './give-way'
import type { ThreadCall, ThreadData, ThreadMessage } from './book-thread'

/** The thread of the cost book: openBook starts it. */
const { config, around } = workerData as ThreadData
if (around.isAskedMeanwhile) giveWay()

const tell = (message: ThreadMessage): void => parentPort!.postMessage(message, [])

const core = await BookCore.open(
  config,
  { ...around, ...systemClock },
  { progress: (progress) => tell({ progress: progress && { ...progress } }), changed: (changed) => tell({ changed }) },
)

async function answer({ id, name, args }: ThreadCall): Promise<void> {
  try {
    tell({ id, value: await (core[name] as (...args: readonly unknown[]) => Promise<unknown>).apply(core, [...args]) })
  } catch (error) {
    tell({ id, error })
  }
  // Nothing is waited for any more, and the thread ends.
  if (name === 'close') parentPort!.close()
}

parentPort!.on('message', (call: ThreadCall) => void answer(call))
tell({ open: true })
