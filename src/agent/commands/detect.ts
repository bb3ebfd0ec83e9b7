import { StringDecoder } from 'node:string_decoder'
import type { Detector, Verdict } from '../../core/forecast/detector'
import { rowReader, type RowReader } from '../../core/forecast/rows'
import { usualGapsToAlert } from '../../core/tick-rule'
import { UsageError, type Invocation } from '../options'

type Values = Invocation['values']

/** Each detector is loaded when it is asked for. */
const detectors: Record<string, (values: Values) => Promise<Detector>> = {
  anomaly: async () => (await import('../../core/forecast/anomaly')).createAnomalyDetector({}),
  latency: async () => (await import('../../core/forecast/latency')).createLatencyDetector({}),
  disk: async (values) => (await import('../../core/forecast/disk')).createDiskForecast({ horizonHours: above(values, 'horizon-hours', 0, 24) }),
  tick: async (values) => (await import('../../core/forecast/tick')).createTickWatch({ gapSeconds: above(values, 'gap-seconds', 0, 70), gaps: count(values, 'gaps', usualGapsToAlert) }),
  cost: async (values) => {
    const budget = values['monthly-budget'] === undefined ? {} : { monthlyBudgetUsd: above(values, 'monthly-budget', 0, 0) }
    return (await import('../../core/forecast/cost')).createCostDetector(budget)
  },
}

/** What is said of rows before the first that could be read. */
const beforeAnyRow: Record<string, Verdict> = {
  disk: { score: 0, alert: false, extra: 1e6 },
  cost: { score: 0, alert: false, extra: 0 },
}

/** Judges a series on standard input: for every row of it one line, before the next row is needed. */
export async function detect({ values, note }: Invocation): Promise<number> {
  const { kind = '' } = values
  const create = Object.hasOwn(detectors, kind) ? detectors[kind] : undefined
  if (!create) throw new UsageError(`--kind${kind && ` ${kind}`}: say what to judge, like --kind disk. Kinds: ${Object.keys(detectors).join(', ')}.`)
  const detector = await create(values)
  const lines = new Lines({ kind, detector, note })
  const gone = readerGone()
  try {
    // Whole chunks at a time: at once for one row, and quick for a file of them.
    for await (const chunk of process.stdin) say(lines.take(chunk as Buffer))
    say(lines.end())
  } catch (error) {
    if (!gone()) throw error
  }
  return 0
}

const say = (text: string): void => void (text === '' || process.stdout.write(text))

/** Whoever reads our answers may leave; that is no error. */
function readerGone(): () => boolean {
  let gone = false
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    gone = true
    process.stdin.destroy()
  })
  return () => gone
}

function above(values: Values, name: keyof Values, least: number, otherwise: number): number {
  if (values[name] === undefined) return otherwise
  const number = Number(values[name].trim() || Number.NaN)
  if (Number.isFinite(number) && number > least) return number
  throw new UsageError(`--${name} ${values[name]}: give a number above ${least}, like --${name} ${otherwise || 100}.`)
}

function count(values: Values, name: keyof Values, otherwise: number): number {
  const number = above(values, name, 0, otherwise)
  if (Number.isInteger(number)) return number
  throw new UsageError(`--${name} ${values[name]}: give a whole number, like --${name} ${otherwise}.`)
}

/** Bytes in, answers out: one line for every data row. */
class Lines {
  private readonly decoder = new StringDecoder('utf8')
  private rest = ''
  private number = 0
  /** Empty lines end a file or are broken rows: what follows them tells. */
  private blank = 0
  private read: RowReader | null = null
  private lastAt: number | null = null

  constructor(private readonly around: { kind: string; detector: Detector; note(text: string): void }) {}

  take(bytes: Buffer): string {
    return this.answer(this.rest + this.decoder.write(bytes))
  }

  end(): string {
    const text = this.rest + this.decoder.end()
    return text === '' ? '' : this.answer(`${text}\n`)
  }

  private answer(text: string): string {
    const lines = text.split('\n')
    this.rest = lines.pop()!
    let out = ''
    for (const line of lines) out += this.line(line.endsWith('\r') ? line.slice(0, -1) : line)
    return out
  }

  private line(line: string): string {
    this.number++
    if (!this.read) return this.header(line)
    if (line === '') {
      this.blank++
      return ''
    }
    let out = ''
    for (; this.blank > 0; this.blank--) out += this.row('', this.number - this.blank)
    return out + this.row(line, this.number)
  }

  private header(line: string): string {
    const reader = rowReader(line, this.around.kind === 'tick')
    if (typeof reader === 'string') throw new UsageError(reader)
    this.read = reader
    return ''
  }

  private row(line: string, number: number): string {
    const { kind, detector, note } = this.around
    const { row, problem } = this.read!(line)
    if (problem !== null) note(`Line ${number}: ${problem}; it counts as missing.`)
    if (row !== null) this.lastAt = row.at
    if (this.lastAt === null) return inFigures(beforeAnyRow[kind] ?? { score: 0, alert: false })
    return inFigures(detector.step(row ?? { at: this.lastAt, value: null }))
  }
}

function inFigures({ score, alert, extra }: Verdict): string {
  return `${figure(score)},${alert ? 1 : 0}${extra === undefined ? '' : `,${figure(extra)}`}\n`
}

/** Short, and a number whatever happens. */
const figure = (value: number): string => (Number.isFinite(value) ? String(Number(value.toPrecision(6))) : '0')
