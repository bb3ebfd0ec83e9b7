// How fast the timeline opens and pans in the real app: node tests/bench/timeline.mjs (after a build, with a display).
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureReady } from '../../scripts/setup/ensure.mjs'
import { root } from '../../scripts/setup/places.mjs'
import { createSay, reportFailure } from '../../scripts/setup/say.mjs'

try {
  const { toolNode } = await ensureReady({ needs: ['packages', 'tools'], say: createSay() })
  const child = spawn(toolNode, ['tests/integration/run-module.mjs', '/tests/bench/timeline.ts'], { cwd: path.resolve(root), stdio: 'inherit' })
  child.once('exit', (code) => (process.exitCode = code ?? 1))
} catch (error) {
  reportFailure(error)
}
