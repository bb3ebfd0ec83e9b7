import type { BookConfig } from './book-state'
import type { BookCalls } from './open-book'

/** A book that is opened by its first question: a start has better things to do. Where that fails, the next question tries again. */
export function openLater(config: BookConfig, open: (config: BookConfig) => Promise<BookCalls>): BookCalls {
  let wanted = config
  let opening: Promise<BookCalls> | null = null
  const tryOpening = (): Promise<BookCalls> =>
    open(wanted).catch((error: unknown) => {
      opening = null
      throw error
    })
  const opened = (): Promise<BookCalls> => (opening ??= tryOpening())
  return {
    refresh: async () => (await opened()).refresh(),
    hold: async () => (await opening)?.hold(),
    resume: async () => (await opened()).resume(),
    ask: async (question) => (await opened()).ask(question),
    calls: async (question, limit) => (await opened()).calls(question, limit),
    files: async () => (await opened()).files(),
    runs: async (span) => (await opened()).runs(span),
    notes: async () => (await opened()).notes(),
    async configure(change) {
      wanted = { ...wanted, ...change }
      await (await opening)?.configure(change)
    },
    async close() {
      const book = await opening?.catch(() => null)
      await book?.close()
    },
  }
}
