#!/usr/bin/env node
// npm run soak:sleep: stops an agent and what it watches for 75 s, and sets their clock, and counts the alerts.
// npm run soak:sleep -- --rounds 10
import { nodeIsNewEnough } from './setup/node-version.mjs'

if (nodeIsNewEnough()) {
  import('../tests/bench/soak-sleep.mjs').then((module) => module.main(process.argv.slice(2)))
}
