import { type Preset, presets } from './axis'

/** What a key does to the timeline. Pure, so that the whole map is a table in its test. */
export type TimelineCommand = { do: 'pan'; part: number } | { do: 'zoom'; factor: number } | { do: 'preset'; preset: Preset } | { do: 'now' } | { do: 'note' } | { do: 'cursor'; by: number }

const panPart = 0.25
export const zoomStep = 1.6

export interface TimelineKey {
  key: string
  shift: boolean
}

export function timelineCommand({ key, shift }: TimelineKey): TimelineCommand | null {
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const direction = key === 'ArrowLeft' ? -1 : 1
    return shift ? { do: 'cursor', by: direction } : { do: 'pan', part: direction * panPart }
  }
  if (key === '+' || key === '=') return { do: 'zoom', factor: 1 / zoomStep }
  if (key === '-' || key === '_') return { do: 'zoom', factor: zoomStep }
  if (key === 'Home') return { do: 'now' }
  if (key === 'n') return { do: 'note' }
  const preset = /^[1-6]$/.test(key) ? presets[Number(key) - 1] : undefined
  return preset ? { do: 'preset', preset } : null
}
