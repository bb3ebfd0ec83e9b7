import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Going } from './meter'
import { doTask, type TaskInput, type TaskName, type TaskOutput } from './tasks'

export interface TaskData {
  name: TaskName
  input: unknown
}

/** What the thread says: how far it is, what came of it, or that it broke. */
export type TaskMessage = { part: number | null; detail: string } | { done: unknown } | { broken: unknown }

/** The built script lies beside index.js and cli.js; null where this runs from its sources. */
export function builtTaskScript(): string | null {
  const here = dirname(fileURLToPath(import.meta.url))
  const folder = [here, dirname(here)].find((candidate) => existsSync(join(candidate, 'data-worker.js')))
  return folder === undefined ? null : join(folder, 'data-worker.js')
}

/** Does one task on a thread of its own, so that nobody waits for it; without a script, here. */
export async function runTask<N extends TaskName>(script: string | null, name: N, input: TaskInput<N>, going: Going): Promise<TaskOutput<N>> {
  if (script === null) return doTask(name, input, going)
  const worker = new Worker(script, { workerData: { name, input } satisfies TaskData, execArgv: [] })
  const cancel = () => worker.postMessage('cancel', [])
  going.signal.addEventListener('abort', cancel)
  if (going.signal.aborted) cancel()
  try {
    return await new Promise<TaskOutput<N>>((resolve, reject) => {
      worker.on('message', (message: TaskMessage) => {
        if ('done' in message) resolve(message.done as TaskOutput<N>)
        else if ('broken' in message) reject(message.broken)
        else going.progress(message.part, message.detail)
      })
      worker.on('error', reject)
      worker.on('exit', (code) => reject(new Error(`The thread for ${name} has ended (${code}).`)))
    })
  } finally {
    going.signal.removeEventListener('abort', cancel)
    // Whatever it still holds goes with it.
    await worker.terminate()
  }
}
