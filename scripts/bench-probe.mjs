#!/usr/bin/env node
// npm run bench:probe: how long a health run takes beside its slowest component, in the same run.
// npm run bench:probe -- --runs 20. Prints figures and judges nothing.
import { nodeIsNewEnough } from './setup/node-version.mjs'

if (nodeIsNewEnough()) {
  import('../tests/bench/probe-times.mjs').then((module) => module.main(process.argv.slice(2)))
}
