// Runs `main` of a TypeScript module in a process of its own: node run-module.mjs FILE [arguments]
import { resolve } from 'node:path'
import { createServer } from 'vite'

const [file, ...rest] = process.argv.slice(2)
const vite = await createServer({
  configFile: false,
  root: resolve(import.meta.dirname, '../..'),
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
})
const { main } = await vite.ssrLoadModule(file)
await main(...rest)
await vite.close()
