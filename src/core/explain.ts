import type { z } from 'zod'

/** What zod found wrong, in words; with the place in front when asked for. */
export const explain = (error: Pick<z.ZodError, 'issues'>, places = false): string =>
  error.issues
    .map(({ path, message }) => {
      const said = message.replace(/^Invalid (input|string|option): /, '').replace(/^expected .*received undefined$/, 'is missing')
      return places && path.length > 0 ? `“${path.map(String).join('.')}” ${said}` : said
    })
    .join(', ')
