import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { writeWorkspace, type WorkspaceToMake } from './write-workspace'

/** Writes a workspace on a thread of its own, so that the window goes on; on this one where this runs from its sources. */
export function makeWorkspace(workspace: WorkspaceToMake, onPart: (part: number) => void): Promise<void> {
  const script = builtScript()
  return script === null ? writeWorkspace(workspace, onPart) : inThread(script, workspace, onPart)
}

function inThread(script: string, workspaceToMake: WorkspaceToMake, onPart: (part: number) => void): Promise<void> {
  return new Promise((done, fail) => {
    const worker = new Worker(script, { workerData: workspaceToMake })
    worker.on('message', onPart)
    worker.once('error', fail)
    worker.once('exit', (code) => (code === 0 ? done() : fail(new Error(`The thread that writes the demo has ended (${code}).`))))
  })
}

/** It lies beside the built index.js; this code may be in a chunk below it. */
function builtScript(): string | null {
  const here = dirname(fileURLToPath(import.meta.url))
  return [here, dirname(here)].map((folder) => join(folder, 'demo-worker.js')).find((path) => existsSync(path)) ?? null
}
