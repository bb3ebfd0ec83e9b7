#!/usr/bin/env node
// npm run bench:forecast: how early and how rightly the forecasts and anomaly detectors speak, beside the usual rules, in the same run.
// npm run bench:forecast -- --only disk,tick --nab DIR (a checkout of numenta/NAB) --seed 130000. Prints figures and judges nothing.
import { nodeIsNewEnough } from './setup/node-version.mjs'

if (nodeIsNewEnough()) {
  import('../tests/bench/forecast.mjs').then((module) => module.main(process.argv.slice(2)))
}
