import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'

const page = fileURLToPath(new URL('src/renderer/index.html', import.meta.url))

// Targets are those of the oldest runtime the console runs on, so that one build serves both.
const node = 'node20.18'
const chrome = 'chrome130'
// Everything is bundled (half the load time); only what can't be is left outside.
const external = ['electron', 'libsql', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: node,
      externalizeDeps: false,
      minify: true,
      sourcemap: false,
      rollupOptions: {
        external,
        // Costs are kept and logs are read in threads of their own, which both compositions start from these files.
        input: { index: 'src/main/index.ts', cli: 'src/agent/cli.ts', 'cost-book': 'src/host/costs/book-worker.ts', 'cost-reader': 'src/host/costs/reading/reader-worker.ts', 'log-worker': 'src/host/logs/log-worker.ts' },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: node,
      externalizeDeps: false,
      // A sandboxed preload must be one CommonJS file.
      rollupOptions: { external: ['electron'], input: 'src/preload/index.ts', output: { format: 'cjs', entryFileNames: 'index.cjs' } },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: { outDir: 'out/renderer', target: chrome, minify: true, modulePreload: { polyfill: false }, rollupOptions: { input: page } },
  },
})
