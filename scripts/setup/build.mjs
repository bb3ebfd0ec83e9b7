// out/ by electron-vite, when a source changed since.
import path from 'node:path'
import { modulesDir, root } from './places.mjs'
import { run, tail } from './run.mjs'
import { during, SetupStop } from './say.mjs'
import { buildIsReady, fingerprint, forgetBuild, markBuildReady } from './stamps.mjs'

export { buildIsReady }
export const electronVite = path.join(modulesDir, 'electron-vite/bin/electron-vite.js')

/**
 * @param {import('./say.mjs').Say} say
 * @param {string} node the program to run the tools with
 */
export async function build(say, node) {
  const print = fingerprint()
  forgetBuild()
  await during(say, 'Building', async () => {
    const env = { ...process.env }
    delete env.NODE_ENV // a build is for use, whoever asks for it
    const { code, output } = await run(node, [electronVite, 'build'], { cwd: root, env })
    if (code !== 0) {
      throw new SetupStop(`${tail(output, 30)}\nThe build failed as the lines above say; fix the source and run the command again.`)
    }
  })
  markBuildReady(print)
}
