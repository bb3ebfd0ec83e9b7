import { parentPort, workerData } from 'node:worker_threads'
import { giveWay } from '../costs/give-way'
import { doTask, type TaskInput, type TaskName } from './tasks'
import type { TaskData, TaskMessage } from './task-thread'

/** The thread of one task: runTask starts it. */
const { name, input } = workerData as TaskData
giveWay()

const tell = (message: TaskMessage): void => parentPort!.postMessage(message, [])
const ended = new AbortController()
parentPort!.on('message', () => ended.abort())

doTask(name, input as TaskInput<TaskName>, { signal: ended.signal, progress: (part, detail) => tell({ part, detail }) }).then(
  (done) => tell({ done }),
  (broken: unknown) => tell({ broken }),
)
