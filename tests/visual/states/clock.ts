/** When all pictures are taken, UTC epoch ms: a Wednesday, 09:14:05 UTC. */
export const now = Date.UTC(2026, 4, 13, 9, 14, 5)

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
export const ago = (ms: number): number => now - ms
