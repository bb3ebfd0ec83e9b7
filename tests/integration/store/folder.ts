import { keepHistory } from '../../../src/host/history/retention'
import { Store } from '../../../src/host/store/store'

/** Folds old samples in small bites, and is killed after so many of them. */
export async function main(path: string, now: string, turns: string): Promise<void> {
  const { store } = await Store.open(path, 1000)
  let turn = 0
  const count = (): void => {
    if (turn++ === Number(turns)) process.kill(process.pid, 'SIGKILL')
    setImmediate(count)
  }
  setImmediate(count)
  await keepHistory(store, { now: Number(now), bite: 60 })
}
