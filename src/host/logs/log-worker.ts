import { parentPort } from 'node:worker_threads'
import { LogDesk } from './log-desk'
import type { ThreadCall, ThreadMessage } from './log-thread'

/** The thread of the Logs page: LogThread starts it. */
const tell = (message: ThreadMessage): void => parentPort!.postMessage(message, [])
const desk = new LogDesk((state) => tell({ state }))

parentPort!.on('message', ({ id, name, args }: ThreadCall) => {
  try {
    tell({ id, value: (desk[name] as (...args: readonly unknown[]) => unknown).apply(desk, [...args]) })
  } catch (error) {
    tell({ id, error })
  }
})
