import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

// Its program for a platform comes as a package of its own, which not every version has everywhere.
const version = '20.0.24'

/** Installs ccusage into a folder. @param {string} folder @returns {string[] | null} its command; null when it can't be had */
export function installCcusage(folder) {
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}')
  const command = [process.execPath, path.join(folder, 'node_modules/ccusage/src/cli.js'), 'daily', '--json', '--offline']
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', `ccusage@${version}`], { cwd: folder, stdio: 'ignore' })
    execFileSync(command[0] ?? '', [command[1] ?? '', '--version'], { stdio: 'ignore' })
    return command
  } catch {
    return null
  }
}

/** Tokens in all, by its answer. @param {string} output */
export const tokensTold = (output) => /** @type {{ totals: { totalTokens: number } }} */ (JSON.parse(output)).totals.totalTokens
