import { ensureReady } from './ensure.mjs'
import { leaveSoon } from './run.mjs'
import { createSay, reportFailure } from './say.mjs'

const USAGE = 'usage: npm run setup [-- --retry-electron]   (try the download of the current Electron again)'

/** @param {string[]} args */
export async function main(args) {
  const unknown = args.find((arg) => arg !== '--retry-electron')
  if (unknown) {
    process.stderr.write(`${USAGE}\n`)
    process.exitCode = unknown === '--help' || unknown === '-h' ? 0 : 2
    return
  }
  try {
    const say = createSay()
    const ready = await ensureReady({
      needs: ['packages', 'electron', 'libraries', 'display', 'build', 'tools'],
      say,
      retryElectron: args.includes('--retry-electron'),
    })
    say.line(`Ready: Electron ${ready.electron?.version}, Node ${process.versions.node}.`)
  } catch (error) {
    reportFailure(error)
  }
  leaveSoon()
}
