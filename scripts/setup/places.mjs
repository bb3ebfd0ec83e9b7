import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** Everything that set-up remembers or keeps lives here, so deleting one folder forgets it all. */
export const setupDir = path.join(root, '.setup')
export const cacheDir = path.join(setupDir, 'cache')
export const logDir = path.join(setupDir, 'logs')

export const modulesDir = path.join(root, 'node_modules')
export const electronDir = path.join(modulesDir, 'electron')
export const electronDist = path.join(electronDir, 'dist')

/** @param {string} file absolute @returns {string} as the user would type it from the checkout */
export function shown(file) {
  const relative = path.relative(root, file)
  return relative.startsWith('..') ? file : relative || '.'
}
