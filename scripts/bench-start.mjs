#!/usr/bin/env node
// npm run bench:start: the console's start, memory and idle load beside an empty Electron window's, in the same run.
// npm run bench:start -- --runs 20 --idle-runs 3. Prints figures and judges nothing.
import { nodeIsNewEnough } from './setup/node-version.mjs'

if (nodeIsNewEnough()) {
  import('../tests/bench/compare-start.mjs').then((module) => module.main(process.argv.slice(2)))
}
