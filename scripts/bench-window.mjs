#!/usr/bin/env node
// npm run bench:window: what the window weighs, and how long it is busy at a stretch while 10,000 samples and log lines arrive a minute.
// npm run bench:window -- --seconds 60 --only overview,logs. Prints figures and judges nothing.
import { nodeIsNewEnough } from './setup/node-version.mjs'

if (nodeIsNewEnough()) {
  import('../tests/bench/window.mjs').then((module) => module.main(process.argv.slice(2)))
}
