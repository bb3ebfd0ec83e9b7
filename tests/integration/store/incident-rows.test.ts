import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { storyOf } from '../../../src/core/views/incident-steps'
import { openDriver } from '../../../src/host/store/driver'
import { applicationId, steps } from '../../../src/host/store/schema'
import { Store } from '../../../src/host/store/store'
import { freshFolder, incidentOf } from '../support'

const sinceSteps = steps.findIndex((step) => step.includes('CREATE TABLE incident_steps'))

it('a database from before steps were kept comes along, and its incidents have a story', async () => {
  const path = join(freshFolder(), 'console.db')
  const old = incidentOf('notion', { openedAt: 10, acknowledgedAt: 20, resolvedAt: 30 })
  const driver = await openDriver(path)
  driver.exec('PRAGMA auto_vacuum = INCREMENTAL')
  driver.exec(`BEGIN IMMEDIATE; ${steps.slice(0, sinceSteps).join('\n')} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${sinceSteps}; COMMIT`)
  driver.prepare('INSERT INTO incidents VALUES (?, ?, ?, ?, ?)').run(old.id, old.identity, old.openedAt, old.resolvedAt, JSON.stringify(old))
  driver.close()
  const { store, problem } = await Store.open(path, 1000)
  onTestFinished(() => store.close())
  expect(problem).toBeNull()
  const rows = store.incidents
  expect(rows.find(old.id)).toEqual(old)
  expect(storyOf(old, rows.steps(old.id)).map(({ type }) => type)).toEqual(['opened', 'acknowledged', 'resolved'])
  rows.addStep(old.id, { type: 'resumed', at: 25, by: 'window' })
  expect(rows.steps(old.id)).toEqual([{ type: 'resumed', at: 25, by: 'window' }])
})

it('finds what was there before without reading all there is', async () => {
  const { store } = await Store.open(join(freshFolder(), 'console.db'), 1000)
  onTestFinished(() => store.close())
  const plan = store.sql('EXPLAIN QUERY PLAN SELECT opened_at, resolved_at FROM incidents WHERE identity = ? AND opened_at >= ? AND opened_at < ?').all('i', 0, 9)
  expect(plan.map((row) => row['detail']).join()).toContain('incidents_by_identity')
})
