import type { Format } from '../plugin'

/** Every log format, found by its folder. Apart from the other plugins, so that a reading thread loads nothing else. */
export const formats: readonly Format[] = Object.values(import.meta.glob<Format>('../formats/*.ts', { eager: true, import: 'default' }))
