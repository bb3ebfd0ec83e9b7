import { keyOf, type Group, type ProcessTimes, type Seen, type Sighting, type Watching } from './process-sighting'

/** CPU time since the reading before. */
export interface CpuSpent extends Group {
  seconds: number
}

const total = ({ ownSeconds, reapedSeconds }: ProcessTimes): number => ownSeconds + reapedSeconds

/** What has ended since, by the process that outlived it: its parent, or a forebear when those between have ended too. */
function endedBySurvivor(before: Sighting, now: Sighting): Map<number, Seen[]> {
  const byPid = new Map([...before.values()].map((one) => [one.pid, one]))
  const ended = new Map<number, Seen[]>()
  for (const [key, one] of before) {
    if (now.has(key)) continue
    let parent = byPid.get(one.parentPid)
    for (let steps = 0; parent && !now.has(keyOf(parent)) && steps < before.size; steps++) parent = byPid.get(parent.parentPid)
    if (parent) ended.set(parent.pid, [...(ended.get(parent.pid) ?? []), one])
  }
  return ended
}

/** The time of ended children that no reading saw: what they gave their parent, less what had been seen of them. */
const unseen = (one: Seen, before: Seen, ended: readonly Seen[]): number =>
  Math.max(0, one.reapedSeconds - before.reapedSeconds - ended.reduce((sum, child) => sum + total(child), 0))

/** Whoever restarts programs reaps them: what they used last is told by it alone. Process 1 adopts strangers, so its children’s time says nothing. */
function fromRestarts(one: Seen, before: Seen, ended: readonly Seen[], mostSeconds: number): CpuSpent | null {
  const [first] = ended
  const group = first?.group
  if (!group || one.pid === 1 || ended.some((child) => child.group?.process !== group.process)) return null
  return { ...group, seconds: Math.min(mostSeconds, unseen(one, before, ended)) }
}

/** What watched programs used from one reading to the next; the time before the first one isn’t ours to tell. */
export function cpuSpent(before: Sighting | null, now: Sighting, { mostSeconds }: Watching): CpuSpent[] {
  if (!before) return []
  const ended = endedBySurvivor(before, now)
  const spent = [...now].map(([key, one]): CpuSpent | null => {
    const last = before.get(key)
    // A child’s number may be its parent’s of before: only who was there then has lost children.
    const children = last ? (ended.get(one.pid) ?? []) : []
    if (one.group) return { ...one.group, seconds: last ? Math.max(0, one.ownSeconds - last.ownSeconds) + unseen(one, last, children) : total(one) }
    return last && children.length > 0 ? fromRestarts(one, last, children, mostSeconds) : null
  })
  return summed(spent.filter((part) => part !== null))
}

function summed(parts: readonly CpuSpent[]): CpuSpent[] {
  const groups = new Map<string, CpuSpent>()
  for (const part of parts) {
    const key = `${part.pid}/${part.process}`
    groups.set(key, { ...part, seconds: part.seconds + (groups.get(key)?.seconds ?? 0) })
  }
  return [...groups.values()].filter(({ seconds }) => seconds > 0)
}

/** By program: seconds that jobs logged themselves and that weren’t left out yet, and seconds that were written for it. */
export interface Accounts {
  logged: Map<string, number>
  written: Map<string, number>
}

/**
 * What is left to write when jobs log their own time: the log wins, so that time is taken off what was measured of the same program, and what
 * had been written before it was logged is taken off what comes next. Never more than we measured: a log that says too much must not silence a program.
 */
export function lessLogged(spent: readonly CpuSpent[], accounts: Accounts): CpuSpent[] {
  return spent.flatMap((part) => {
    const written = accounts.written.get(part.process) ?? 0
    const logged = Math.min(accounts.logged.get(part.process) ?? 0, written + part.seconds)
    const taken = Math.min(logged, part.seconds)
    const left = hundredths(part.seconds - taken)
    accounts.logged.set(part.process, logged - taken)
    accounts.written.set(part.process, written + left)
    return left > 0 ? [{ ...part, seconds: left }] : []
  })
}

/** Clocks of processes tick a hundred times a second. */
const hundredths = (seconds: number): number => Math.round(seconds * 100) / 100
