// The built window's weight, then its long tasks in the real app; the TypeScript of that is run as the integration tests run theirs.
import path from 'node:path'
import { openSession } from '../../scripts/setup/display.mjs'
import { ensureReady } from '../../scripts/setup/ensure.mjs'
import { root } from '../../scripts/setup/places.mjs'
import { leaveSoon, runVisibly } from '../../scripts/setup/run.mjs'
import { createSay, reportFailure } from '../../scripts/setup/say.mjs'
import { BUDGET_BYTES, windowSize } from './window-size.mjs'

const LIMIT_MS = 30 * 60_000

/** @param {string[]} args */
export async function main(args) {
  const say = createSay()
  try {
    const { toolNode, virtual } = await ensureReady({ needs: ['packages', 'tools', 'electron', 'libraries', 'display', 'build'], say })
    const { all, first, files } = windowSize(path.join(root, 'out/renderer'))
    say.line(`gzipped: ${kilobytes(all)} of ${kilobytes(BUDGET_BYTES)} in all, ${kilobytes(first)} for the first page; the heaviest: ${files.slice(0, 5).map(({ name, bytes }) => `${name} ${kilobytes(bytes)}`).join(', ')}`)
    const session = await openSession(virtual)
    const code = await runVisibly(toolNode, ['tests/integration/run-module.mjs', '/tests/bench/window.ts', ...args], { cwd: root, env: session.env, limitMs: LIMIT_MS })
    await session.stop()
    process.exitCode = code ?? 1
  } catch (error) {
    reportFailure(error)
  }
  leaveSoon()
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`
