import { remember, remembered } from '../../parts/memory'

const habit = 'palette-recent'
const most = 12

/** What was chosen lately, the newest first. */
export function recentIds(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(remembered(habit) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export const withNewest = (id: string, recent: readonly string[]): string[] => [id, ...recent.filter((other) => other !== id)].slice(0, most)

export const rememberChoice = (id: string): void => remember(habit, JSON.stringify(withNewest(id, recentIds())))
