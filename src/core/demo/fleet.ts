import { series, statusCodes, type Series } from '../fleet/series'
import type { Measured } from '../fleet/vector'
import type { Status } from '../../shared/model'

interface Machine {
  agent: string
  status: Status
  /** How long ago it was last heard of, s. */
  silent: number
  unwell: number
  incidents: number
  tickAge: number
  monthUsd: number
}

const machines: readonly Machine[] = [
  { agent: 'worker-eu-1', status: 'ok', silent: 21, unwell: 0, incidents: 0, tickAge: 34, monthUsd: 212.4 },
  { agent: 'worker-eu-2', status: 'warning', silent: 12, unwell: 1, incidents: 1, tickAge: 12, monthUsd: 188.91 },
  { agent: 'worker-us-1', status: 'fail', silent: 35, unwell: 2, incidents: 2, tickAge: 48, monthUsd: 240.07 },
  { agent: 'worker-us-2', status: 'ok', silent: 5, unwell: 0, incidents: 0, tickAge: 51, monthUsd: 174.33 },
  { agent: 'staging', status: 'ok', silent: 41, unwell: 0, incidents: 0, tickAge: 9, monthUsd: 31.2 },
  { agent: 'old-laptop', status: 'ok', silent: 5400, unwell: 0, incidents: 0, tickAge: 61, monthUsd: 4.75 },
]

/** The components of each, in order: so many of the first are as unwell as their machine. */
const components = ['stripe', 'notion', 'drive', 'scheduler_tick', 'disk_ok']
/** Those that are asked over a network; of the others no latency is told. */
const remote = new Set(['stripe', 'notion', 'drive'])

type Figure = (machine: Machine, now: number) => number

const figures: Partial<Record<Series, Figure>> = {
  [series.heard]: ({ silent }, now) => Math.round(now / 1000) - silent,
  [series.status]: ({ status }) => statusCodes[status],
  [series.info]: () => 1,
  [series.unwell]: ({ unwell }) => unwell,
  [series.incidents]: ({ incidents }) => incidents,
  [series.tickAge]: ({ tickAge }) => tickAge,
  [series.cost]: ({ monthUsd }) => monthUsd,
}

const instanceOf = ({ agent }: Machine): string => `${agent}.brightloom.example:5000`

/** What a time-series database would answer to one of the fleet’s questions; nothing to any other. */
export function fleetAnswer(question: string, now: number): Measured[] {
  const asked = Object.values(series).find((name) => new RegExp(`\\b${name}\\b`).test(question))
  const figure = asked && figures[asked]
  if (figure) return machines.map((machine) => ({ labels: { agent: machine.agent, instance: instanceOf(machine), version: '0.1.0' }, value: figure(machine, now) }))
  const machine = machines.find(({ agent }) => question.includes(`agent="${agent}"`))
  if (!asked || !machine) return []
  const told = components.map((component, place) => ({ labels: { component }, value: ofComponent(asked, machine, place) }))
  return asked === series.latency ? told.filter(({ labels }) => remote.has(labels.component)) : told
}

function ofComponent(asked: Series, { status, unwell, silent }: Machine, place: number): number {
  if (asked === series.component) return place < unwell ? statusCodes[status] : statusCodes.ok
  return asked === series.latency ? 0.09 + place * 0.031 : silent + place * 4
}
