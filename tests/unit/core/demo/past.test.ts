import { describe, expect, it } from 'vitest'
import { gapsOf } from '../../../../src/core/demo/gaps'
import { incidentsOf } from '../../../../src/core/demo/incidents'
import { demoLooked } from '../../../../src/core/demo/looked'
import { looksOf } from '../../../../src/core/demo/looks'
import { notesOf } from '../../../../src/core/demo/notes'
import { dayMs, minuteMs, pastOf, type Past } from '../../../../src/core/demo/past'
import { randomOf } from '../../../../src/core/demo/random'
import { runsOf } from '../../../../src/core/demo/runs'
import { ticksOf } from '../../../../src/core/demo/ticks'
import { toldOf } from '../../../../src/core/demo/told'
import { now } from '../world'

const options = { now, days: 90, looked: demoLooked }
const made = (seed: number): Past => pastOf({ ...options, seed })

describe('a made-up past', () => {
  it('is the same for the same seed, and another one for another', () => {
    const { random: _one, ...first } = made(1)
    const { random: _two, ...again } = made(1)
    const { random: _three, ...other } = made(2)
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
  })

  it('has looks of everything, none from where nobody could look, and none from the future', () => {
    const past = made(1)
    const asleep = past.away.filter(({ kind }) => kind === 'asleep')
    const seen = new Set<string>()
    for (const { target, looks } of looksOf(past)) {
      seen.add(target.id)
      for (const { at } of looks) if (at >= now || asleep.some(({ from, to }) => at >= from && at < to)) throw new Error(`a look of ${target.id} at ${at}`)
    }
    expect([...seen].toSorted()).toEqual(demoLooked.map(({ id }) => id).toSorted())
  })

  it('has outages that were told of, seen by somebody at times, and over by the end', () => {
    const incidents = incidentsOf(made(1))
    expect(incidents.length).toBeGreaterThan(10)
    expect(new Set(incidents.map(({ severity }) => severity)).size).toBe(2)
    for (const what of ['acknowledgedAt', 'escalatedAt', 'snooze'] as const) expect(incidents.some((incident) => incident[what] !== null)).toBe(true)
    for (const { openedAt, acknowledgedAt, resolvedAt } of incidents) {
      expect(resolvedAt).toBeLessThan(now)
      expect(openedAt).toBeLessThan(acknowledgedAt ?? resolvedAt!)
    }
  })

  it('was told on each channel, with receipts, and not always at the first try', () => {
    const incidents = incidentsOf(made(1))
    const told = toldOf(incidents, randomOf(4))
    expect(told).toHaveLength(incidents.length * 4)
    expect(told.map(({ createdAt }) => createdAt)).toEqual(told.map(({ createdAt }) => createdAt).toSorted((a, b) => a - b))
    expect(told.every(({ receipt }) => receipt !== '')).toBe(true)
    expect(told.some(({ attempts, problem }) => attempts > 1 && problem !== null)).toBe(true)
  })
})

describe('what follows from it', () => {
  it('each run once, late where nobody was there when it was due', () => {
    const past = made(1)
    const runs = runsOf(past)
    expect(new Set(runs.map(({ job, dueAt }) => `${job} ${dueAt}`)).size).toBe(runs.length)
    expect(runs.some(({ late }) => late)).toBe(true)
    for (const { late, dueAt, startedAt } of runs) expect(late).toBe(startedAt - dueAt > minuteMs)
  })

  it('ticks a minute apart but for the gaps that are told of, up to the end', () => {
    const past = made(1)
    const ticks = [...ticksOf(past)]
    const gaps = gapsOf(past)
    expect(new Set(gaps.map(({ kind }) => kind))).toEqual(new Set(['real', 'asleep', 'frozen']))
    expect(now - ticks.at(-1)!).toBeLessThanOrEqual(minuteMs)
    const silences = ticks.flatMap((at, i) => (i > 0 && at - ticks[i - 1]! > minuteMs ? [{ from: ticks[i - 1]!, to: at }] : []))
    for (const { from, to } of silences) expect(gaps.some((gap) => gap.from < to && gap.to > from)).toBe(true)
  })

  it('notes of every few days', () => {
    const notes = notesOf(made(1))
    expect(new Set(notes.map(({ kind }) => kind)).size).toBe(2)
    expect(notes.every(({ at }) => at < now && at > now - 91 * dayMs)).toBe(true)
    expect(notes.every(({ at }) => new Date(at).getUTCHours() >= 9 && new Date(at).getUTCHours() < 17)).toBe(true)
  })
})
