/** A process as the system tells it at one moment. */
export interface ProcessTimes {
  pid: number
  parentPid: number
  /** Tells two processes with one number apart; the same at each reading, in a unit of the system’s own. */
  startedAt: number
  /** What it may be called, in lower case: its program, and the script that one runs. */
  names: readonly string[]
  /** CPU seconds, user and system, of itself. */
  ownSeconds: number
  /** Of children that have ended, and of theirs; 0 where the system doesn’t say. */
  reapedSeconds: number
}

/** What a watched program is billed with: itself and what it has started. */
export interface Group {
  process: string
  pid: number
}

export interface Seen extends ProcessTimes {
  /** null: nobody watches it. */
  group: Group | null
}

/** What was seen at a reading, by process. */
export type Sighting = ReadonlyMap<string, Seen>

export interface Watching {
  /** Names of programs, in any case. */
  names: readonly string[]
  /** The console, which counts its own time: neither it nor what it starts. */
  ownPid: number
  /** What can have been used since the reading before: seconds × processors. */
  mostSeconds: number
}

export const keyOf = ({ pid, startedAt }: ProcessTimes): string => `${pid}/${startedAt}`

const endings = /\.(exe|cmd|bat)$/

/** "C:\\Tools\\Node.exe" → "node". */
const baseName = (path: string): string => (path.split(/[/\\]/).at(-1) ?? '').toLowerCase().replace(endings, '')

/** The program and, behind its options, the script: `python3 -u /opt/worker.py` is “python3” and “worker.py”. */
export function namesOf(program: string, parameters: readonly string[]): string[] {
  const script = parameters.find((parameter) => !parameter.startsWith('-'))
  return [program, ...(script === undefined ? [] : [script])].map(baseName).filter((name) => name !== '')
}

/** A process and what descends from it. */
function familyOf(pid: number, all: readonly ProcessTimes[]): ReadonlySet<number> {
  const family = new Set([pid])
  for (let before = 0; before < family.size; ) {
    before = family.size
    for (const one of all) if (family.has(one.parentPid)) family.add(one.pid)
  }
  return family
}

/** Finds out whom each process of one reading is billed to. */
class Billing {
  private readonly wanted: string[]
  private readonly byPid: ReadonlyMap<number, ProcessTimes>
  private readonly own: ReadonlySet<number>
  private readonly found = new Map<number, Group | null>()

  constructor(
    now: readonly ProcessTimes[],
    private readonly before: Sighting | null,
    { names, ownPid }: Watching,
  ) {
    this.wanted = names.map(baseName)
    this.byPid = new Map(now.map((one) => [one.pid, one]))
    this.own = familyOf(ownPid, now)
  }

  groupOf(one: ProcessTimes): Group | null {
    const known = this.found.get(one.pid)
    if (known !== undefined) return known
    // Whoever is its own forebear by a number used again descends from nobody.
    this.found.set(one.pid, null)
    const group = this.own.has(one.pid) ? null : (this.ownGroup(one) ?? this.inherited(one))
    this.found.set(one.pid, group)
    return group
  }

  private ownGroup({ pid, names }: ProcessTimes): Group | null {
    const process = this.wanted.find((name) => names.includes(name))
    return process === undefined ? null : { process, pid }
  }

  private inherited(one: ProcessTimes): Group | null {
    const parent = this.byPid.get(one.parentPid)
    const group = parent && parent.startedAt <= one.startedAt ? this.groupOf(parent) : null
    // Who has lost its parent stays with whom it was.
    return group ?? this.before?.get(keyOf(one))?.group ?? null
  }
}

/** All processes of a reading, each with whom it is billed to: the nearest watched program it descends from, now or at the reading before. */
export function sightingOf(now: readonly ProcessTimes[], before: Sighting | null, watching: Watching): Sighting {
  const billing = new Billing(now, before, watching)
  return new Map(now.map((one) => [keyOf(one), { ...one, group: billing.groupOf(one) }]))
}

/** Whom a process of this number is billed to, now or at the reading before. */
export function groupWith(pid: number, sightings: readonly (Sighting | null)[]): Group | null {
  for (const sighting of sightings) {
    for (const one of sighting?.values() ?? []) if (one.pid === pid) return one.group
  }
  return null
}
