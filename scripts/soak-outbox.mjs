#!/usr/bin/env node
// npm run soak:outbox: kills a sender a thousand times, at every step and at random, and counts what came.
// npm run soak:outbox -- --runs 200
import { nodeIsNewEnough } from './setup/node-version.mjs'

if (nodeIsNewEnough()) {
  import('../tests/bench/soak-outbox.mjs').then((module) => module.main(process.argv.slice(2)))
}
