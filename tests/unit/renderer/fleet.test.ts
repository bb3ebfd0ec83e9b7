import { describe, expect, it } from 'vitest'
import { agentRow, componentTitle, matching, silentForMs, tally } from '../../../src/renderer/features/fleet/agent-row'
import type { FleetAgent } from '../../../src/shared/fleet'

const agent = (given: Partial<FleetAgent> = {}): FleetAgent => ({ agent: 'laptop', instance: '10.0.0.1:5000', status: 'ok', heardAt: 0, version: '1.2.3', unwell: 0, openIncidents: 0, tickAgeMs: 12_000, monthUsd: 4.174, ...given })

describe('a row of the fleet', () => {
  it('says what is known', () => {
    expect(agentRow(agent(), false)).toMatchObject({ unwell: '0', incidents: '0', tick: '12 s', month: '$4.17', version: '1.2.3' })
  })
  it('and marks what isn’t', () => {
    expect(agentRow(agent({ unwell: null, openIncidents: null, tickAgeMs: null, monthUsd: null, version: null }), false)).toMatchObject({ unwell: '–', incidents: '–', tick: '–', month: '–', version: '–' })
  })
})

describe('an agent that has gone silent', () => {
  it('has said nothing for more than two rounds', () => {
    expect(silentForMs(agent({ heardAt: 1000 }), 181_000)).toBeNull()
    expect(silentForMs(agent({ heardAt: 1000 }), 181_001)).toBe(180_001)
  })
  it('tells nothing of its last tick', () => {
    expect(agentRow(agent(), true)).toMatchObject({ tick: '–', month: '$4.17' })
  })
})

it.each([
  ['disk_ok', 'Disk'],
  ['drive', 'Google Drive'],
  ['shop', 'shop'],
  ['constructor', 'constructor'],
])('component %s is called %s', (component, title) => expect(componentTitle(component)).toBe(title))

describe('a search among agents', () => {
  const agents = [agent(), agent({ agent: 'server', status: 'fail' })]
  it.each([
    ['', ['laptop', 'server']],
    ['SERV', ['server']],
    ['failing', ['server']],
    ['10.0 1.2.3', ['laptop', 'server']],
    ['laptop failing', []],
  ])('%j finds %j', (search, found) => expect(matching(agents, search).map((one) => one.agent)).toEqual(found))

  it('states are counted, the worst first', () => {
    expect(tally([agent(), agent({ status: 'fail' }), agent()])).toEqual([{ status: 'fail', count: 1 }, { status: 'ok', count: 2 }])
  })
})
