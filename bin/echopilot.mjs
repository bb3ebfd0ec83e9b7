#!/usr/bin/env node
// The command line: npx echopilot, or node <checkout>/bin/echopilot.mjs from anywhere.
// When all is ready only a few small files are read before the real one; set-up's words go to stderr, stdout is for answers.
import { nodeIsNewEnough } from '../scripts/setup/node-version.mjs'

async function main() {
  const { packagesAreReady, buildIsReady } = await import('../scripts/setup/stamps.mjs')
  if (!packagesAreReady() || !buildIsReady()) await setUp()
  const cli = await import('../out/main/cli.js')
  process.exitCode = await cli.main(process.argv.slice(2))
}

async function setUp() {
  const { ensureReady } = await import('../scripts/setup/ensure.mjs')
  const { createSay } = await import('../scripts/setup/say.mjs')
  const { leaveSignalsAlone } = await import('../scripts/setup/run.mjs')
  await ensureReady({ needs: ['packages', 'build'], say: createSay(process.stderr) })
  leaveSignalsAlone()
}

if (nodeIsNewEnough()) {
  main().catch((error) =>
    import('../scripts/setup/say.mjs').then(({ reportFailure }) => {
      reportFailure(error)
    }),
  )
}
