/** A copy of plain JSON data that goes on living by itself. */
export const snapshot = <T>(data: T): T => JSON.parse(JSON.stringify(data)) as T
