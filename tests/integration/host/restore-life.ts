import { commitRestore, settleRestore } from '../../../src/host/data/restore-swap'
import { stagedNames } from '../../../src/host/data/restore-stage'
import { at, pathsIn } from './data-parts'

/** Puts what is made ready in its place, and is killed before so many changes of the disk. */
export async function main(dataDir: string, killedAt: string): Promise<void> {
  const paths = pathsIn(dataDir)
  let steps = 0
  const step = (doing: string): void => {
    process.stdout.write(`${doing}\n`)
    if (steps++ === Number(killedAt)) process.kill(process.pid, 'SIGKILL')
  }
  commitRestore(paths, stagedNames(paths.restore), new Date(at).toISOString(), step)
  settleRestore(paths, step)
  process.stdout.write('ended\n')
}
