import { z } from 'zod'
import { overall, status } from './model'

/** One console or agent, as the time-series database last heard of it. */
export const fleetAgent = z.object({
  /** Its name, and the `instance` it was scraped or pushed as: together they are one agent. */
  agent: z.string(),
  instance: z.string(),
  /** What it said of itself; `unknown` when what it said is too old to be believed. */
  status: overall,
  /** When it last said anything, UTC epoch ms. */
  heardAt: z.number(),
  version: z.string().nullable(),
  /** Components that are failing or warning. */
  unwell: z.number().nullable(),
  openIncidents: z.number().nullable(),
  /** Age of the oldest of its schedulers’ last ticks, when it last said so. */
  tickAgeMs: z.number().nullable(),
  /** Spent since the month began, in US dollars; for a glance, not for the books. */
  monthUsd: z.number().nullable(),
})
export type FleetAgent = z.infer<typeof fleetAgent>

export const fleetView = z.object({
  /** `off`: no database is named. */
  state: z.enum(['off', 'ok', 'failed']),
  /** Where it is asked, without credentials; null when off. */
  url: z.string().nullable(),
  /** When the agents were last asked for with success; null: never since the start. */
  at: z.number().nullable(),
  /** Why the last question failed. What was known before stays. */
  problem: z.object({ message: z.string(), hint: z.string().nullable() }).nullable(),
  agents: z.array(fleetAgent),
})
export type FleetView = z.infer<typeof fleetView>

/** Components of one agent. */
export const fleetComponent = z.object({ component: z.string(), status, latencyMs: z.number().nullable(), ageMs: z.number().nullable() })
export type FleetComponent = z.infer<typeof fleetComponent>

/** Which agent is meant. */
export const agentName = z.object({ agent: z.string().max(300), instance: z.string().max(300) })
