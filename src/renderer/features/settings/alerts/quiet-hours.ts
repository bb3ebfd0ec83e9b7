import type { Settings } from '../../../../shared/settings'

export type Hours = NonNullable<Settings['alerts']['quietHours']>

/** What quiet hours begin with: a night where this computer is. */
export const usualHours = (zone: string): Hours => ({ from: '22:00', to: '07:00', zone, failuresToo: false })

/** A time of day as people write it: "22:00", "7:30", "22"; null for anything else. */
export function readClock(text: string): string | null {
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim()) ?? []
  return hour !== '' && Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : null
}

/** Whether they end on the day after they begin. */
export const isOvernight = ({ from, to }: Pick<Hours, 'from' | 'to'>): boolean => to < from

/** Whether it is an IANA name this system knows. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
