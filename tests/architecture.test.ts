import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

// The third net: it reads the sources as text, so that it catches what the type checker and the lint table can't see
// (a dynamic import, a file in the wrong place, a plugin without its test).

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'src')

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => ({ file, layer: file.split('/')[0]!, text: readFileSync(join(source, file), 'utf8') }))

const specifiers = (text: string): string[] =>
  [...text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+|require\s*\(\s*)['"]([@\w.#/:-]+)['"]/g)].map((match) => match[1]!)

/** ARCHITECTURE.md's table: layer → layers it may import. */
const mayImport: Record<string, readonly string[]> = {
  shared: ['shared'],
  core: ['core', 'shared'],
  host: ['host', 'core', 'shared'],
  main: ['main', 'host', 'core', 'shared'],
  agent: ['agent', 'host', 'core', 'shared'],
  preload: ['preload', 'shared'],
  renderer: ['renderer', 'shared'],
}

const isNodeModule = (name: string): boolean => name.startsWith('node:')
const mayUse: Record<string, (name: string) => boolean> = {
  shared: (name) => name === 'zod',
  core: (name) => name === 'zod',
  host: (name) => !/^(electron|electron-store|react|zustand|@mantine)/.test(name),
  main: (name) => !/^(react|zustand|@mantine)/.test(name),
  agent: (name) => isNodeModule(name) || name === 'conf',
  preload: (name) => name === 'electron',
  renderer: (name) => !isNodeModule(name) && !/^(electron|zod|conf|stripe|libsql|systeminformation|node-cron|@notionhq|@googleapis|grammy)/.test(name),
}

const layerOf = (file: string, specifier: string): string => relative(source, resolve(dirname(join(source, file)), specifier)).split('/')[0]!

describe('the import table', () => {
  it('sees every layer', () => {
    expect([...new Set(files.map(({ layer }) => layer))].toSorted()).toEqual(Object.keys(mayImport).toSorted())
  })

  it.each(files)('$file imports only what its layer may', ({ file, layer, text }) => {
    const wrong = specifiers(text).filter((specifier) => {
      if (!specifier.startsWith('.')) return !mayUse[layer]!(specifier)
      const target = layerOf(file, specifier)
      return target !== 'resources' && !target.startsWith('..') && !mayImport[layer]!.includes(target)
    })
    expect(wrong).toEqual([])
  })

  it('lets the renderer take values only from files of shared that are free of zod', () => {
    const loadsZod = (file: string, seen = new Set<string>()): boolean => {
      if (seen.has(file)) return false
      seen.add(file)
      const text = readFileSync(file, 'utf8')
      return valueImports(text).some((specifier) => specifier === 'zod' || (specifier.startsWith('.') && loadsZod(`${resolve(dirname(file), specifier)}.ts`, seen)))
    }
    const heavy = files
      .filter(({ layer }) => layer === 'renderer' || layer === 'preload')
      .flatMap(({ file, text }) =>
        valueImports(text)
          .filter((specifier) => specifier.startsWith('.') && layerOf(file, specifier) === 'shared')
          .filter((specifier) => loadsZod(`${resolve(dirname(join(source, file)), specifier)}.ts`))
          .map((specifier) => `${file} → ${specifier}`),
      )
    expect(heavy).toEqual([])
  })

  it('lets no feature of the window import another', () => {
    const crossing = files
      .filter(({ file }) => file.startsWith('renderer/features/'))
      .flatMap(({ file, text }) =>
        specifiers(text)
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => relative(source, resolve(dirname(join(source, file)), specifier)))
          .filter((target) => target.startsWith('renderer/features/') && target.split('/')[2] !== file.split('/')[2])
          .map((target) => `${file} → ${target}`),
      )
    expect(crossing).toEqual([])
  })
})

const valueImports = (text: string): string[] =>
  [...text.matchAll(/^(?:import|export)\s+(?!type\b)([^;'"]*?)\bfrom\s+['"]([^'"]+)['"]/gm)]
    // `import { type A, type B }` brings no value either.
    .filter((match) => !/^\{(\s*type\s+\w+(\s+as\s+\w+)?\s*,?)+\s*\}\s*$/.test(match[1]!.trim()))
    .map((match) => match[2]!)

describe('used in one file each', () => {
  const once: [string, RegExp, string][] = [
    ['ipcMain', /\bipcMain\b/, 'main/ipc.ts'],
    ['webContents.send', /webContents\.send\b/, 'main/window.ts'],
    ['ipcRenderer', /\bipcRenderer\b/, 'preload/index.ts'],
    ['safeStorage', /\bsafeStorage\b/, 'main/keychain.ts'],
    ['globalThis.fetch handed out', /\(globalThis\.fetch\b/, 'host/io/io.ts'],
  ]
  it.each(once)('%s', (_name, pattern, home) => {
    expect(files.filter(({ text }) => pattern.test(text)).map(({ file }) => file)).toEqual([home])
  })

  it('Date.now, outside the renderer', () => {
    const homes = files.filter(({ layer, text }) => layer !== 'renderer' && /\bDate\.now\b/.test(text)).map(({ file }) => file)
    expect(homes).toEqual(['host/io/clock.ts'])
  })

  it('no global console anywhere', () => {
    const loud = files.filter(({ text }) => /\bconsole\.(log|error|warn|info|debug)\(/.test(text)).map(({ file }) => file)
    expect(loud).toEqual([])
  })
})

describe('plugins', () => {
  const kinds = ['probes', 'rules', 'formats', 'channels']
  const plugins = kinds.flatMap((kind) => readdirSync(join(source, 'core', kind)).map((name) => ({ kind, name })))

  it.each(plugins)('core/$kind/$name has one default export and its test', ({ kind, name }) => {
    expect(readFileSync(join(source, 'core', kind, name), 'utf8').match(/^export default /gm)).toHaveLength(1)
    expect(existsSync(join(root, 'tests/unit/core', kind, `${basename(name, '.ts')}.test.ts`))).toBe(true)
  })
})

describe('the other nets are up', () => {
  it('each layer has narrow ambient types', () => {
    const config = (layer: string) =>
      JSON.parse(readFileSync(join(source, layer, 'tsconfig.json'), 'utf8')) as { compilerOptions: { types?: string[]; lib?: string[] } }
    for (const layer of ['shared', 'core']) expect(config(layer).compilerOptions.types ?? []).toEqual([])
    for (const layer of ['host', 'agent', 'main']) expect(config(layer).compilerOptions.lib).toBeUndefined()
    expect(config('renderer').compilerOptions.types).toEqual(['vite/client'])
  })

  it('the lint table covers each layer', () => {
    const { overrides } = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as { overrides: { files: string[]; rules: object }[] }
    const covered = overrides.filter(({ rules }) => 'no-restricted-imports' in rules).flatMap((override) => override.files)
    expect(covered.toSorted()).toEqual(Object.keys(mayImport).map((layer) => `src/${layer}/**`).toSorted())
  })
})

describe('the repository speaks of the project alone', () => {
  it('holds no address of a package registry in its lock file', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved":/)
  })
})
