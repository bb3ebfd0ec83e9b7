import { parentPort } from 'node:worker_threads'
import type { Answer, Request } from './messages'
import { readParts } from './read-parts'

// A reading thread: the file `cost-reader.js` of the build, started by reader-pool.ts.
const port = parentPort!
let answers: Generator<Answer, void> | null = null

port.on('message', (request: Request) => {
  if (request !== 'more') answers = readParts(request.parts, request.options)
  // Copied, not moved: once a thread has given a buffer away, its every access to any array asks whether that one is still there, and
  // reading takes half as long again.
  port.postMessage(answers!.next().value as Answer)
})
