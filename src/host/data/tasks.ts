import type { Result } from '../../shared/result'
import { makeBackup } from './backup'
import { checkDatabases } from './check'
import { exportRows } from './export'
import { planFreeing } from './free'
import type { Going } from './meter'
import { stageBackup } from './restore-stage'
import { measureRoom } from './room'

/** Work that reads or writes much: on a thread of its own where there is one. All of it goes by values that can be sent there. */
export const tasks = { makeBackup, stageBackup, exportRows, checkDatabases, measureRoom, planFreeing }

export type Tasks = typeof tasks
export type TaskName = keyof Tasks
export type TaskInput<N extends TaskName> = Parameters<Tasks[N]>[0]
export type TaskOutput<N extends TaskName> = Awaited<ReturnType<Tasks[N]>>

/** Does one of them here. The table pairs each name with its input; the compiler can’t follow the pairing through a union. */
export const doTask = <N extends TaskName>(name: N, input: TaskInput<N>, going: Going): Promise<TaskOutput<N>> =>
  (tasks[name] as (input: TaskInput<N>, going: Going) => Promise<Result<unknown>>)(input, going) as Promise<TaskOutput<N>>
