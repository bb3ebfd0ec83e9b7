#!/usr/bin/env node
// npm run bench:costs: how fast model calls are read from logs and asked for, beside wc -l, a plain Node loop and ccusage, in the same run.
// npm run bench:costs -- --runs 9 --only lean,heavy,loop,append,year --keep. Prints figures and judges nothing. `year` takes 4 GB of disk.
import { nodeIsNewEnough } from './setup/node-version.mjs'

if (nodeIsNewEnough()) {
  import('../tests/bench/costs/main.mjs').then((module) => module.main(process.argv.slice(2)))
}
