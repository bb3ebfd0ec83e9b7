// Stand-in for Electron's own default_app.asar, which the fallback lacks: `electron <folder or file>` starts that app.
import { app } from 'electron/main'
import fs from 'node:fs'
import Module from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** Names that Node keeps to itself, yet Electron's own default app uses them too. */
const { ['_preloadModules']: preloadModules, ['_resolveFilename']: resolveFilename } = Module

const { file, required } = parse(process.argv.slice(1))
if (required.length > 0) preloadModules(required)
if (!file) {
  process.stderr.write('usage: electron <folder or file of an app>\n')
  process.exit(1)
}

Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true })
const target = path.resolve(file)
const isPackage = describe(path.join(target, 'package.json'))
const main = resolveFilename(target, null, true)
app.setAppPath(isPackage ? target : path.dirname(main))
await import(pathToFileURL(main).toString()) // 'ready' waits for this

/** @param {string[]} args Chromium's flags come before the app; Playwright passes `-r loader.js` */
function parse(args) {
  const toPreload = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]
    if (arg === '--version' || arg === '-v') answer(`v${process.versions.electron}`)
    if (arg === '--abi' || arg === '-a') answer(process.versions.modules)
    if (arg === '-r' || arg === '--require') toPreload.push(args[++at])
    else if (!arg.startsWith('-')) return { file: arg, required: toPreload }
  }
  return { file: undefined, required: toPreload }
}

/** @param {string} text */
function answer(text) {
  process.stdout.write(`${text}\n`)
  process.exit(0)
}

/** @param {string} manifest @returns {boolean} whether there is one */
function describe(manifest) {
  if (!fs.existsSync(manifest)) return false
  const { name, productName, version, desktopName } = JSON.parse(fs.readFileSync(manifest, 'utf8'))
  if (version) app.setVersion(version)
  if (productName || name) app.name = productName || name
  app.setDesktopName(desktopName || `${app.name}.desktop`)
  return true
}
