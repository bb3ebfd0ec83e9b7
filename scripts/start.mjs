#!/usr/bin/env node
// npm start: installs what is missing and opens the console. npm start -- <arguments for the app>
import { nodeIsNewEnough } from './setup/node-version.mjs'

if (nodeIsNewEnough()) {
  import('./setup/start-app.mjs').then((module) => module.main(process.argv.slice(2)))
}
