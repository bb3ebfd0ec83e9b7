import { z } from 'zod'
import { linkIds } from './links'
import { brief, incident, jobRun, overall, reading, snapshot } from './model'
import type { Result } from './result'
import { secretName, settingsPatch, settingsView } from './settings'

/**
 * The whole conversation between a window and the main process. A name missing from the handlers in
 * src/main does not compile; a payload that doesn't fit its schema never reaches a handler.
 */
export const calls = {
  'snapshot.get': { in: z.void(), out: snapshot },
  'probe.run': { in: z.object({ targets: z.array(z.string()).optional() }), out: z.object({ overall }) },
  'settings.get': { in: z.void(), out: settingsView },
  'settings.update': { in: settingsPatch, out: settingsView },
  /** Tries the pasted credential first; it is stored only when the provider accepts it, or can't be asked. */
  'connection.connect': {
    in: z.object({
      secret: secretName,
      value: z.string().trim().min(8).max(4096),
      /** Consent to a plain file, asked for where the desktop has no keychain. */
      allowPlainFile: z.boolean().default(false),
    }),
    out: z.object({ stored: z.boolean(), reading: reading.nullable(), view: settingsView }),
  },
  'connection.disconnect': { in: z.object({ secret: secretName }), out: settingsView },
  'jobs.run': { in: z.object({ job: z.string() }), out: jobRun },
  'jobs.history': { in: z.object({ limit: z.number().int().min(1).max(500) }), out: z.array(jobRun) },
  'incidents.list': { in: z.object({ limit: z.number().int().min(1).max(500) }), out: z.array(incident) },
  'brief.latest': { in: z.void(), out: brief.nullable() },
  'dialog.pickFolder': { in: z.object({ title: z.string().max(80) }), out: z.string().nullable() },
  'dialog.pickFile': { in: z.object({ title: z.string().max(80) }), out: z.string().nullable() },
  'open.folder': { in: z.object({ which: z.enum(['logs', 'data']) }), out: z.void() },
  'open.link': { in: z.object({ link: z.enum(linkIds) }), out: z.void() },
} as const satisfies Record<string, { in: z.ZodType; out: z.ZodType }>

export const pushes = {
  /** State: latest wins, coalesced. */
  snapshot,
  settings: settingsView,
  /** The tray or a notification asks the window to show a page. */
  navigate: z.object({ page: z.string(), id: z.string().nullable() }),
} as const satisfies Record<string, z.ZodType>

export type CallName = keyof typeof calls
export type PushName = keyof typeof pushes
/** What a caller writes (defaults may be left out). */
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['in']>
/** What a handler receives, after its schema. */
export type HandlerInput<N extends CallName> = z.output<(typeof calls)[N]['in']>
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['out']>
export type PushPayload<N extends PushName> = z.output<(typeof pushes)[N]>

export type Handlers = { [N in CallName]: (input: HandlerInput<N>) => Promise<Result<CallOutput<N>>> }

/** What preload exposes as `window.ops`; it never grows. */
export interface OpsBridge {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>
  /** Returns its own off-switch. */
  on<N extends PushName>(name: N, listener: (payload: PushPayload<N>) => void): () => void
}
