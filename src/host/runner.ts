import { createHash } from 'node:crypto'
import type { Clock, Io } from '../core/io'
import { isTransient } from '../core/judge'
import type { Self } from '../core/plugin'
import { bad, off, unseen } from '../core/reading'
import { secretsOf, type Target } from '../core/targets'
import type { Reading, Sample } from '../shared/model'
import { secretOfCheck, type SecretKey, type Settings } from '../shared/settings'
import { duration } from '../shared/format'
import type { Deadline } from './io/exchange'

export interface RunnerPorts {
  /** The outside for one look, all of whose exchanges share a deadline. */
  io(deadline: Deadline): Io
  clock: Clock
  settings(): Settings
  secret(key: SecretKey): string | null
  onBug(where: string, error: unknown): void
}

export interface LookAt {
  before: Self['before']
  byHand: boolean
}

/** Looks at one target: a reading within the deadline whatever happens, stamped as a sample. Never rejects. */
export async function look(target: Target, ports: RunnerPorts, { before, byHand }: LookAt = { before: null, byHand: true }): Promise<Sample> {
  const { clock } = ports
  const spanMs = ports.settings().probing.deadlineSeconds * 1000
  const started = clock.monotonic()
  const deadline: Deadline = { spanMs, left: () => spanMs - (clock.monotonic() - started) }
  // Read once: one that is given in the meantime may be for another address than this look goes to.
  const own = new Map(secretsOf(target).map((key) => [key, ports.secret(key)]))
  const self: Self = { target: target.id, title: target.title, before, byHand, secret: (field) => own.get(secretOfCheck(target.id, field)) ?? null }

  let from = clock.monotonic()
  let reading = await attempt(target, self, ports, deadline)
  if (isTransient(reading, deadline.left())) {
    await pause(reading.retryAfterMs ?? 0)
    const again = clock.monotonic()
    const second = await attempt(target, self, ports, deadline)
    // Time ran out for the second look: what the target said in the first one tells more than that.
    if (!(deadline.left() <= 0 && second.code === 'transport' && reading.code !== 'transport')) {
      reading = second
      from = again
    }
  }
  const latencyMs = reading.status === 'off' ? null : Math.round((clock.monotonic() - from) * 10) / 10
  return { ...reading, target: target.id, kind: target.probe.kind, at: clock.now(), latencyMs, credential: credentialOf(target, ports.secret) }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

async function attempt(target: Target, self: Self, ports: RunnerPorts, deadline: Deadline): Promise<Reading> {
  const { probe, title } = target
  if (!target.enabled) return off('Switched off.')
  if (target.problem !== null) return { ...off(target.problem, { hint: 'Mend it in Settings › Checks.' }), code: 'settings_broken' }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Reading>((done) => {
    const span = duration(deadline.spanMs)
    const hint = 'Looks again by itself.'
    // A provider that gives no answer is unwell; a look at this computer that hangs says nothing of what it looked at.
    const say = () =>
      done(
        target.reach === 'remote'
          ? { ...bad('transport', `${title} gave no complete answer within ${span}.`, { hint }), way: 'none' }
          : unseen('could_not_look', `No answer within ${span}.`, { hint }),
      )
    // An exchange has the same deadline and says more; this one catches what hangs outside of one.
    timer = setTimeout(say, Math.max(0, deadline.left()) + graceMs)
  })
  try {
    return await Promise.race([probe.run(target.config, ports.io(deadline), self), late])
  } catch (error) {
    // A probe that throws is our bug: nothing is known of the target.
    ports.onBug(`probe ${probe.kind}`, error)
    return unseen('internal', `${title} couldn’t be looked at: something broke inside the console.`, { hint: 'The log has the details.' })
  } finally {
    clearTimeout(timer)
  }
}

/** How long after its deadline an exchange may take to say that it is over. */
const graceMs = 250

/** Tells whether a target's credential is still the one it was looked at with; says nothing else about it. */
export function credentialOf(target: Target, secret: (key: SecretKey) => string | null): string | null {
  const used = secretsOf(target).map(secret).find((value) => value !== null)
  return used === undefined ? null : createHash('sha256').update(`${target.id}\n${used}`).digest('base64url').slice(0, 12)
}
