import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Stretch } from '../../../src/core/presence'
import { targetsOf } from '../../../src/core/targets'
import type { Presence } from '../../../src/core/timeline'
import { History } from '../../../src/host/history/history'
import { Notes } from '../../../src/host/history/notes'
import { IncidentDesk } from '../../../src/host/incidents/incident-desk'
import { IncidentTrail } from '../../../src/host/incidents/incident-trail'
import type { Spending } from '../../../src/host/spending/spending'
import { Store } from '../../../src/host/store/store'
import { incidentAround, incidentPage, incidentQuestion, incidentStory, type IncidentQuestion } from '../../../src/shared/incidents'
import type { Incident } from '../../../src/shared/model'
import { freshFolder, handClock, incidentOf, sampleOf, settingsWith } from '../support'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const clock = handClock()
const now = clock.now()
const presence: Presence = { now: { wallMs: now, boot: 'b', sinceBootMs: 1e9 }, since: null, spans: [] }
const wall = (wallMs: number) => ({ wallMs, boot: 'older', sinceBootMs: wallMs - 5 })

async function desk(incidents: readonly Incident[] = [], spending = {} as Spending) {
  const path = join(freshFolder(), 'console.db')
  const { store } = await Store.open(path, now)
  onTestFinished(() => store.close())
  store.transaction(() => incidents.forEach((incident) => store.incidents.save(incident)))
  const notes = new Notes(store, clock)
  const targets = () => targetsOf(settingsWith())
  const history = new History({ store, clock, notes, targets, presence: () => presence, heartbeats: async () => [], spend: async () => null })
  return { store, notes, desk: new IncidentDesk({ store, clock, history, spending, targets }) }
}

const over = (id: string, openedAt: number, more: Partial<Incident> = {}): Incident => incidentOf('notion', { id, openedAt, resolvedAt: openedAt + minute, ...more })
const asked = (question: Partial<IncidentQuestion>): IncidentQuestion => incidentQuestion.parse({ limit: 100, ...question })

/** Every page, one after the other. */
function all(from: IncidentDesk, question: Partial<IncidentQuestion>): { ids: string[]; pages: number } {
  const ids: string[] = []
  let pages = 0
  for (let after: IncidentQuestion['after'] = null; pages === 0 || after !== null; pages++) {
    const page = incidentPage.parse(from.page(asked({ ...question, after })))
    ids.push(...page.rows.map(({ id }) => id))
    after = page.next
  }
  return { ids, pages }
}

describe('the list of incidents', () => {
  const many = Array.from({ length: 950 }, (_, i) => over(`i-${String(i).padStart(3, '0')}`, now - Math.floor(i / 3) * minute, { severity: i % 10 === 0 ? 'fail' : 'warning' }))
  it('comes page by page, newest first, each one once, also where many opened at one moment', async () => {
    const { desk: from } = await desk(many)
    const { ids } = all(from, { limit: 7 })
    expect(ids).toHaveLength(950)
    expect(new Set(ids).size).toBe(950)
    const openedAt = new Map(many.map((incident) => [incident.id, incident.openedAt]))
    expect(ids.every((id, place) => place === 0 || openedAt.get(id)! <= openedAt.get(ids[place - 1]!)!)).toBe(true)
  })
  it('goes on where it was, whatever opens meanwhile', async () => {
    const { desk: from, store } = await desk(many.slice(0, 20))
    const first = from.page(asked({ limit: 10 }))
    store.incidents.save(over('newer', now + minute))
    const second = from.page(asked({ limit: 10, after: first.next }))
    expect([...first.rows, ...second.rows].map(({ id }) => id).toSorted()).toEqual(many.slice(0, 20).map(({ id }) => id))
  })
  it('has only those that fit, each one once', async () => {
    const { desk: from } = await desk([...many, incidentOf('stripe', { openedAt: now - day })])
    expect(all(from, { severity: 'fail', limit: 20, state: 'resolved' }).ids).toHaveLength(95)
    expect(all(from, { state: 'open' }).ids).toEqual(['stripe'])
    expect(all(from, { component: 'stripe' }).ids).toEqual(['stripe'])
    expect(all(from, { text: 'no such thing' })).toEqual({ ids: [], pages: 1 })
  })
  it('gives others their turn while it looks for what is rare', async () => {
    const open = incidentOf('stripe', { openedAt: now - 500 * day, title: 'an open needle' })
    const { desk: from } = await desk([open, over('oldest', now - 400 * day, { title: 'a needle' }), ...Array.from({ length: 4100 }, (_, i) => over(`hay-${i}`, now - i * minute))])
    const first = from.page(asked({ state: 'resolved', text: 'needle' }))
    expect([first.rows, first.next === null]).toEqual([[], false])
    expect(all(from, { state: 'open', text: 'needle' })).toEqual({ ids: ['stripe'], pages: 1 })
    expect(all(from, { state: 'resolved', text: 'needle' })).toEqual({ ids: ['oldest'], pages: 5 })
  })
})

describe('the story of an incident', () => {
  const one = incidentOf('notion', { openedAt: now - hour })
  it('is kept step by step, with who did what', async () => {
    const { desk: from, store } = await desk([one])
    const trail = new IncidentTrail(store, clock)
    trail.take([{ type: 'opened', at: one.openedAt, incident: one }])
    trail.hold([{ incident: one, why: 'cooldown', endsInMs: 10 * minute }])
    trail.hold([{ incident: one, why: 'cooldown', endsInMs: 9 * minute }])
    trail.take([{ type: 'acknowledged', at: now, incident: { ...one, acknowledgedAt: now }, by: 'telegram' }])
    const story = from.story(one.id)
    expect(story.ok && incidentStory.parse(story.value).steps).toEqual([
      { type: 'opened', at: one.openedAt, severity: 'fail' },
      { type: 'held', at: now, why: 'cooldown', untilAt: now + 10 * minute },
      { type: 'acknowledged', at: now, by: 'telegram' },
    ])
  })
  it('says once why nothing is sent, also over a restart, and again when that is another reason', async () => {
    const { desk: from, store } = await desk([one])
    new IncidentTrail(store, clock).hold([{ incident: one, why: 'cooldown', endsInMs: minute }])
    const restarted = new IncidentTrail(store, clock)
    restarted.hold([{ incident: one, why: 'cooldown', endsInMs: minute }])
    restarted.hold([{ incident: one, why: 'quiet', endsInMs: null }])
    const story = from.story(one.id)
    expect(story.ok && story.value.steps.flatMap((step) => (step.type === 'held' ? [[step.why, step.untilAt]] : []))).toEqual([['cooldown', now + minute], ['quiet', null]])
  })
  it('counts what was there before, of the same identity and of 90 days', async () => {
    const others = [over('before', now - 2 * day), over('long-before', now - 89 * day), over('too-long-before', now - 92 * day), over('later', now), over('another', now - day, { identity: 'latency:notion' })]
    const { desk: from } = await desk([one, ...others])
    const story = from.story(one.id)
    expect(story.ok && story.value.before).toEqual({ days: 90, count: 2, medianMs: minute, lastAt: now - 2 * day })
  })
  it('of one that isn’t kept is refused in words', async () => {
    const { desk: from } = await desk()
    expect(from.story('gone')).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    expect(await from.around('gone', 100)).toMatchObject({ ok: false })
    expect(await from.cost('gone')).toMatchObject({ ok: false })
  })
})

describe('what was around an incident', () => {
  it('are looks, gaps with their class, and notes, from before it to after it', async () => {
    const openedAt = now - 10 * hour
    const one = incidentOf('notion', { openedAt, resolvedAt: openedAt + 2 * hour })
    const { desk: from, store, notes } = await desk([one])
    store.samples.add(Array.from({ length: 60 }, (_, i) => sampleOf('notion', openedAt - hour + i * 5 * minute, { status: i > 12 && i < 36 ? 'fail' : 'ok', latencyMs: 100 + i })))
    const asleep: Pick<Stretch, 'kind' | 'sleptMs'> = { kind: 'asleep', sleptMs: hour }
    store.presence.addSpan({ ...asleep, from: wall(openedAt + hour), to: wall(openedAt + 1.5 * hour) })
    notes.add({ at: openedAt - minute, kind: 'deployment', text: 'Deployed' }, 'api')
    notes.add({ at: openedAt - 5 * hour, kind: 'note', text: 'long before' }, 'api')
    const answer = await from.around(one.id, 400)
    if (!answer.ok) throw new Error('refused')
    const around = incidentAround.parse(answer.value)
    expect([around.from, around.to]).toEqual([openedAt - hour, openedAt + 3 * hour])
    expect(around.line.at.length).toBeGreaterThan(20)
    expect(around.bands.some(({ worst }) => worst === 'fail')).toBe(true)
    expect(around.gaps.map(({ kind, to, from: begin }) => [kind, to - begin])).toEqual([['asleep', 0.5 * hour]])
    expect(around.notes.map(({ text }) => text)).toEqual(['Deployed'])
  })
})
