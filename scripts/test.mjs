#!/usr/bin/env node
// npm test: installs what is missing and runs every check. npm test -- --only unit
import { nodeIsNewEnough } from './setup/node-version.mjs'

if (nodeIsNewEnough()) {
  import('./setup/run-tests.mjs').then((module) => module.main(process.argv.slice(2)))
}
