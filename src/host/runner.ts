import type { Clock, Io } from '../core/io'
import { isTransient } from '../core/judge'
import type { Probe } from '../core/plugin'
import { bad, off, unseen } from '../core/reading'
import type { Reading, Sample } from '../shared/model'
import type { Settings } from '../shared/settings'
import { duration } from '../shared/format'

export interface RunnerPorts {
  io: Io
  clock: Clock
  settings(): Settings
  onBug(where: string, error: unknown): void
}

/** Looks at one target: a reading within the deadline whatever happens, stamped as a sample. Never rejects. */
export async function look(probe: Probe, ports: RunnerPorts): Promise<Sample> {
  const { clock } = ports
  const settings = ports.settings()
  const deadlineMs = settings.probing.deadlineSeconds * 1000
  const started = clock.monotonic()
  const left = () => deadlineMs - (clock.monotonic() - started)

  let from = clock.monotonic()
  let reading = await attempt(probe, settings, ports, left())
  if (isTransient(reading, left())) {
    await pause(reading.retryAfterMs ?? 0)
    from = clock.monotonic()
    reading = await attempt(probe, settings, ports, left())
  }
  const latencyMs = reading.status === 'off' ? null : Math.round((clock.monotonic() - from) * 10) / 10
  return { ...reading, target: probe.target, kind: probe.kind, at: clock.now(), latencyMs }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

async function attempt(probe: Probe, settings: Settings, ports: RunnerPorts, leftMs: number): Promise<Reading> {
  const config = probe.schema.safeParse(settings[probe.section])
  if (!config.success) return off('Its settings are broken; open Settings to mend them.')
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Reading>((done) => {
    const span = duration(settings.probing.deadlineSeconds * 1000)
    const hint = 'Looks again by itself.'
    // A provider that gives no answer is unwell; a look at this computer that hangs says nothing of what it looked at.
    const say = () =>
      done(
        probe.reach === 'remote'
          ? bad('transport', `${probe.title} gave no complete answer within ${span}.`, { hint })
          : unseen('could_not_look', `No answer within ${span}.`, { hint }),
      )
    // The exchange has the same deadline and says more; this one catches what hangs outside it, and second exchanges.
    timer = setTimeout(say, Math.max(0, leftMs) + 250)
  })
  try {
    return await Promise.race([probe.run(config.data, ports.io), late])
  } catch (error) {
    // A probe that throws is our bug: nothing is known of the target.
    ports.onBug(`probe ${probe.kind}`, error)
    return unseen('internal', `${probe.title} couldn’t be looked at: something broke inside the console.`, { hint: 'The log has the details.' })
  } finally {
    clearTimeout(timer)
  }
}
