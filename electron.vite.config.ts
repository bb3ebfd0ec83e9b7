import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite'

const page = fileURLToPath(new URL('src/renderer/index.html', import.meta.url))

// Targets are those of the oldest runtime the console runs on, so that one build serves both.
const node = 'node20.18'
const chrome = 'chrome130'
// Everything is bundled (half the load time); only what can't be is left outside.
const external = ['electron', 'libsql', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]

/**
 * What the program imports, all the way down, is one file, and so is what runs before it: each file is an answer of the main
 * process to wait for.
 */
const groups = [
  { name: (id: string, modules: Rolldown.ChunkingContext) => (isReached(id, boot, modules) ? 'boot' : null), priority: 2 },
  { name: (id: string, modules: Rolldown.ChunkingContext) => (!id.includes('/@mantine/') && isReached(id, program, modules) ? 'main' : null), priority: 1 },
]

function isReached(id: string, from: RegExp, modules: Rolldown.ChunkingContext, seen = new Set<string>()): boolean {
  if (from.test(id)) return true
  seen.add(id)
  return (modules.getModuleInfo(id)?.importers ?? []).some((importer) => !seen.has(importer) && isReached(importer, from, modules, seen))
}

/** What boot.ts imports once the frame is painted. */
const program = /\/src\/renderer\/main\.tsx$/
const boot = /\/src\/renderer\/boot\.ts$/

/**
 * What makes the window's first page quick: the frame's few rules stand in the page itself, being one answer less to wait
 * for, and the program is fetched while the frame is painted.
 */
const firstPage = (): Plugin => ({
  name: 'first-page',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => ({ html: withStyles(html, bundle), tags: programFiles(bundle).filter((name) => !html.includes(`./${name}`)).map(hint) }),
  },
})

const withStyles = (html: string, bundle: Rolldown.OutputBundle): string =>
  html.replace(/<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/g, (link, name: string) => {
    const file = bundle[name]
    return file?.type === 'asset' ? `<style nonce="__CSP_NONCE__">${String(file.source).trim()}</style>` : link
  })

/** The program's own file first, then what that imports, with their styles. */
function programFiles(bundle: Rolldown.OutputBundle): string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
  const own = chunks.find(({ moduleIds }) => moduleIds.some((id) => program.test(id)))
  const needed = new Set(own ? [own.fileName] : [])
  for (const name of needed) {
    const chunk = chunks.find(({ fileName }) => fileName === name)
    for (const other of [...(chunk?.imports ?? []), ...(chunk?.viteMetadata?.importedCss ?? [])]) needed.add(other)
  }
  return [...needed]
}

function hint(name: string): HtmlTagDescriptor {
  const rel = name.endsWith('.css') ? { rel: 'preload', as: 'style' } : { rel: 'modulepreload' }
  return { tag: 'link', injectTo: 'head', attrs: { ...rel, href: `./${name}`, crossorigin: true } }
}

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
        // Costs are kept, logs are read and data is backed up in threads of their own, which both compositions start from these files.
        input: { index: 'src/main/index.ts', cli: 'src/agent/cli.ts', 'cost-book': 'src/host/costs/book-worker.ts', 'cost-reader': 'src/host/costs/reading/reader-worker.ts', 'log-worker': 'src/host/logs/log-worker.ts', 'demo-worker': 'src/host/demo/workspace-worker.ts', 'data-worker': 'src/host/data/data-worker.ts' },
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
    plugins: [react(), firstPage()],
    build: { outDir: 'out/renderer', target: chrome, minify: true, modulePreload: { polyfill: false }, rollupOptions: { input: page, output: { codeSplitting: { groups } } } },
  },
})
