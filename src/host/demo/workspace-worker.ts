import { parentPort, workerData } from 'node:worker_threads'
import { writeWorkspace, type WorkspaceToMake } from './write-workspace'

/** The thread that writes a demo workspace: makeWorkspace starts it. */
let told = 0
await writeWorkspace(workerData as WorkspaceToMake, (part) => {
  if (part < told + 0.01) return
  told = part
  parentPort!.postMessage(part, [])
})
