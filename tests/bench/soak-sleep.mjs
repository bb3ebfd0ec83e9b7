// The TypeScript of the soak is run as the integration tests run theirs.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureReady } from '../../scripts/setup/ensure.mjs'
import { root } from '../../scripts/setup/places.mjs'
import { createSay, reportFailure } from '../../scripts/setup/say.mjs'

/** @param {string[]} args */
export async function main(args) {
  try {
    const { toolNode } = await ensureReady({ needs: ['packages', 'tools'], say: createSay() })
    const files = ['tests/integration/run-module.mjs', '/tests/bench/soak-sleep.ts']
    const child = spawn(toolNode, [...files, ...args], { cwd: path.resolve(root), stdio: 'inherit' })
    child.once('exit', (code) => (process.exitCode = code ?? 1))
  } catch (error) {
    reportFailure(error)
  }
}
