#!/usr/bin/env node
// Installs what is missing, and nothing else: npm run setup [-- --retry-electron]
// start, test and the command line come through here too. Nothing else is loaded before Node's age is known.
import { realpathSync } from 'fs'
import { fileURLToPath } from 'url'
import { nodeIsNewEnough } from './setup/node-version.mjs'

/**
 * @param {import('./setup/ensure.mjs').EnsureOptions} options
 * @returns {Promise<import('./setup/ensure.mjs').Ready>}
 */
export function ensureReady(options) {
  return import('./setup/ensure.mjs').then((module) => module.ensureReady(options))
}

const isProgram = process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
if (isProgram && nodeIsNewEnough()) {
  import('./setup/by-hand.mjs').then((module) => module.main(process.argv.slice(2)))
}
