import { z } from 'zod'
import { bytes, plural } from '../../shared/format'
import type { Reading } from '../../shared/model'
import type { RunningProcess } from '../io'
import { defineProbe } from '../plugin'
import { bad, fromFault, good, warn } from '../reading'

const schema = z.object({
  match: z
    .string()
    .trim()
    .min(2, 'a name or a part of a command line such as "nginx"')
    .max(200)
    .meta({ title: 'Name or part of its command line', description: 'Capital or small letters make no difference.', examples: ['echopilot/worker.py'] }),
  minCount: z
    .number('a number of processes such as 1')
    .int('a whole number of processes such as 1')
    .min(1, 'a number of processes such as 1')
    .max(10_000, 'at most 10000 processes')
    .default(1)
    .meta({ title: 'At least', unit: 'processes' }),
  maxMemoryMb: z
    .number('a number of megabytes such as 2000')
    .positive('a number of megabytes such as 2000')
    .nullable()
    .default(null)
    .meta({ title: 'Warn above this memory', description: 'What they take together.', unit: 'MB', examples: [2000] }),
})
type Config = z.infer<typeof schema>

/** A program that has to be running on this computer. */
export default defineProbe({
  kind: 'process',
  title: 'Process',
  description: 'Whether a program is running on this computer, how often, and what memory it takes. The console’s own processes don’t count.',
  reach: 'local',
  unit: 'count',
  schema,
  nameFor: ({ match }) => match.slice(0, 60),
  async run(config, io) {
    const running = await io.processes()
    return running.ok ? judge(config, running.value.filter(matching(config.match))) : fromFault(running.error)
  },
  action: () => null,
})

// In any case: Windows knows no difference, and elsewhere nobody runs “Nginx” beside “nginx”.
const matching = (text: string) => {
  const wanted = text.toLowerCase()
  return ({ name, command }: RunningProcess): boolean => name.toLowerCase().includes(wanted) || command.toLowerCase().includes(wanted)
}

const listed = 10

function judge({ match, minCount, maxMemoryMb }: Config, found: readonly RunningProcess[]): Reading {
  const count = found.length
  const memoryBytes = found.reduce((sum, one) => sum + one.memoryBytes, 0)
  // Not the command lines: they may hold passwords.
  const processes = found
    .toSorted((a, b) => b.memoryBytes - a.memoryBytes)
    .slice(0, listed)
    .map(({ pid, name, memoryBytes: ownBytes, startedAt }) => ({ pid, name, memoryBytes: ownBytes, startedAt }))
  const figure = `${plural(count, 'process', 'processes')} · ${bytes(memoryBytes)}`
  const extra = { figure: count === 0 ? null : figure, value: count, detail: { count, memoryBytes, processes } }
  if (count < minCount) {
    const message = count === 0 ? `Nothing that runs here matches “${match}”.` : `${plural(count, 'process', 'processes')} of “${match}” run; ${minCount} are expected.`
    return bad('process_missing', message, { ...extra, hint: 'Start it, or see its log for why it ended.' })
  }
  if (maxMemoryMb !== null && memoryBytes > maxMemoryMb * 1e6)
    return warn('expectation_failed', `“${match}” takes ${bytes(memoryBytes)}; the limit is ${bytes(maxMemoryMb * 1e6)}.`, { ...extra, hint: 'See whether it keeps growing; a restart frees it.' })
  return good('', extra)
}
