import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import type { Moment } from '../../core/moment'
import { systemClock } from './clock'

/** Names this run of the computer; empty where the system doesn't tell, and then only the wall clock bridges a restart. */
const boot = ((): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
})()

/** Now, by both clocks. */
export const systemMoment = (): Moment => ({ wallMs: systemClock.now(), boot, sinceBootMs: Math.round(uptime() * 1000) })
