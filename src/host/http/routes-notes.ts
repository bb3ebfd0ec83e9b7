import { z } from 'zod'
import { noteDraft, noteKind } from '../../shared/timeline'
import { explain } from '../../core/explain'
import type { Notes } from '../history/notes'
import { problem, type ApiAnswer } from './answer'
import type { Routes } from './server'

/** What a script says: `at` is an ISO time, and now when left out. */
const told = z.object({ text: noteDraft.shape.text, kind: noteKind.default('note'), at: z.iso.datetime({ offset: true }).optional() })

const example = 'Send {"text": "Deployed 2.4", "kind": "deployment"}; “at” is an ISO time such as 2026-11-23T08:00:00Z, and now when left out.'

/** Notes on the timeline by the API; docs/api.md describes it. */
export const noteRoutes = (notes: Notes, now: () => number): Routes => ({
  'POST /api/notes': { body: 'json', answer: async ({ body }) => takeNote(notes, body, now()) },
})

function takeNote(notes: Notes, body: unknown, now: number): ApiAnswer {
  const parsed = told.safeParse(body)
  if (!parsed.success) return problem(400, 'invalid_input', `The note can’t be kept: ${explain(parsed.error)}.`, example)
  const { text, kind, at } = parsed.data
  const note = notes.add({ text, kind, at: at === undefined ? now : Date.parse(at) }, 'api')
  return { status: 201, body: { ok: true, note: { id: note.id, at: new Date(note.at).toISOString(), kind, text } } }
}
