import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, resolve } from 'node:path'
import { build } from 'vite'

export const root = resolve(import.meta.dirname, '../../..')
/** An app of its own, with the console's built window and preload in it. */
export const appDir = join(root, 'test-results/visual-harness')

export async function buildHarness(): Promise<void> {
  rmSync(appDir, { recursive: true, force: true })
  mkdirSync(appDir, { recursive: true })
  for (const folder of ['out', 'resources']) symlinkSync(join(root, folder), join(appDir, folder), 'junction')
  writeFileSync(join(appDir, 'package.json'), JSON.stringify({ name: 'visual-harness', type: 'module', main: 'main.js' }))
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(root, 'tests/visual/harness/main.ts'),
      outDir: appDir,
      emptyOutDir: false,
      target: 'node20.18',
      minify: false,
      rollupOptions: { external: ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)], output: { format: 'es', entryFileNames: 'main.js' } },
    },
    ssr: { noExternal: true },
  })
}
