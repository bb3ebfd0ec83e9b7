import { describe, expect, it } from 'vitest'
import { builtInTargets } from '../../../../src/shared/settings'
import { snapshot as schema, type ComponentView, type Incident, type Overall, type Status } from '../../../../src/shared/model'
import { startState } from '../../../../src/core/engine'
import type { ComponentState } from '../../../../src/core/judge'
import { headlineOf } from '../../../../src/core/views/overall'
import { snapshotOf } from '../../../../src/core/views/snapshot'
import { around, componentOf, hour, incidentOf, minute, now } from '../world'

const snapshot = (components: ComponentState[], open: Incident[] = [], at = now) => snapshotOf(startState(open, components), around, at)
const row = (title: string, status: Status, message = '', checkedAt: number | null = now) => ({ title, status, message, checkedAt }) as ComponentView

describe('the snapshot', () => {
  it('has the shape the window expects, with every component in its place', () => {
    const whole = snapshot([componentOf('disk_ok', 'ok'), componentOf('notion', 'ok')])
    expect(schema.parse(whole)).toEqual(whole)
    expect(whole.components.map(({ target }) => target)).toEqual([...builtInTargets])
    expect(whole).toMatchObject({ at: now, startedAt: now - hour, overall: 'ok', headline: 'All well: 2 components watched.', api: around.api })
    expect(whole.checklist).toHaveLength(6)
  })

  it('has the same shape before anything is known', () => {
    const empty = snapshot([])
    expect(schema.parse(empty)).toEqual(empty)
    expect(empty).toMatchObject({ overall: 'unknown', headline: 'Nothing has been looked at yet.' })
  })

  it('shows the worst incident first, then the newest', () => {
    const open = [
      incidentOf({ target: 'old warning', severity: 'warning', openedAt: now - 3 * minute }),
      incidentOf({ target: 'old failure', openedAt: now - 2 * hour }),
      incidentOf({ target: 'new warning', severity: 'warning', openedAt: now }),
      incidentOf({ target: 'new failure', openedAt: now - minute }),
    ]
    expect(snapshot([], open).incidents.map(({ target }) => target)).toEqual(['new failure', 'old failure', 'new warning', 'old warning'])
  })

  it('doesn’t count a failure that is too old to be believed', () => {
    expect(snapshot([componentOf('notion', 'fail'), componentOf('disk_ok', 'ok', { at: now + hour })], [], now + hour).overall).toBe('ok')
  })
})

describe('the headline', () => {
  const notion = row('Notion', 'fail', 'Notion refuses the credential.')
  const disk = row('Disk', 'warning', '/ is 91 % full; the limit is 85 %.')
  const well = row('Stripe', 'ok')
  const lost = row('Google Drive', 'unknown', 'This computer is offline.')
  const fullDisk = incidentOf({ title: 'Disk / is 91 % full' })

  it.each<[string, Overall, ComponentView[], Incident[], string]>([
    ['one failure', 'fail', [well, notion], [], 'Notion refuses the credential.'],
    ['a failure before a warning, and how many more', 'fail', [disk, notion, well], [], 'Notion refuses the credential. (and 1 more)'],
    ['one warning', 'warning', [well, disk], [], 'Disk: / is 91 % full; the limit is 85 %.'],
    ['something without words', 'warning', [row('Disk', 'warning')], [], 'Disk: warning'],
    ['an incident alone', 'warning', [well], [fullDisk], 'Disk / is 91 % full'],
    ['several incidents', 'warning', [well], [fullDisk, incidentOf(), incidentOf()], 'Disk / is 91 % full (and 2 more)'],
    ['a failing component says it better than its incident', 'fail', [notion], [incidentOf()], 'Notion refuses the credential.'],
    ['all lost', 'unknown', [lost, row('Stripe', 'unknown', 'Not looked at for a while.')], [], 'This computer is offline.'],
    ['nothing looked at', 'unknown', [row('Notion', 'unknown', 'Not looked at yet.', null)], [], 'Nothing has been looked at yet.'],
    ['some lost', 'ok', [well, lost], [], '1 component well, 1 can’t be judged: This computer is offline.'],
    ['all well', 'ok', [well, well, row('Notion', 'off', 'Notion isn’t connected.')], [], 'All well: 2 components watched.'],
    ['one well', 'ok', [well], [], 'All well: 1 component watched.'],
    ['the first look of one is still to come', 'ok', [well, row('Notion', 'unknown', 'Not looked at yet.', null)], [], 'All well: 1 component watched.'],
  ])('%s', (_name, overall, components, incidents, expected) => {
    expect(headlineOf(overall, components, incidents)).toBe(expected)
  })
})
