import { z } from 'zod'
import { callsQuestion, callsView, costQuestion, costsView } from './costs'
import { dataView, diagnostics, exportAsked, freePlan, restorePreview } from './data'
import { agentName, fleetComponent, fleetView } from './fleet'
import { demoCue, demoView } from './demo'
import { kindView } from './forms'
import { incidentAround, incidentCost, incidentId, incidentPage, incidentQuestion, incidentStory } from './incidents'
import { linkIds } from './links'
import { logLine, logLineInput, logMomentInput, logOpened, logOpenInput, logRowsInput, logSources, logState, logText } from './logs'
import { brief, channelView, firing, forecastView, jobRun, notionDataSource, overall, reading, sentMessage, snapshot } from './model'
import type { Result } from './result'
import { jobDays, runPage, runQuestion } from './schedule'
import { check, secretName, settingsPatch, settingsView } from './settings'
import { drawing, drawn } from './stills'
import { workView } from './work'
import { noteDraft, timelineLine, timelineNote, timelineQuestion, timelineSpend, timelineView } from './timeline'

/** Consent to a plain file, asked for where the desktop has no keychain. */
const allowPlainFile = z.boolean().default(false)
/** Every provider's keys are longer; a password of one's own mail server may be anything. */
const shortestKey = 8
const credential = z.string().trim().min(1).max(4096)

/** What pasting or signing in came to: `reading` is what the provider said, null where it wasn't asked. */
const connected = z.object({ stored: z.boolean(), reading: reading.nullable(), view: settingsView })

/** A table's columns; `guess` by type and name, null where none fits. */
export const financeColumns = z.object({
  columns: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), /** Values of the newest rows. */ examples: z.array(z.string()) })),
  guess: z.object({ date: z.string().nullable(), amount: z.string().nullable(), currency: z.string().nullable(), category: z.string().nullable() }),
})
export type FinanceColumns = z.infer<typeof financeColumns>

/** One difference between the settings and a file; null for a value that isn't there. */
export const difference = z.object({ place: z.string(), before: z.string().nullable(), after: z.string().nullable() })
export type Difference = z.infer<typeof difference>

/** Somebody who wrote to the bot. */
export const telegramChat = z.object({ id: z.string(), name: z.string(), /** It gave the code of this pairing: nobody else can have. */ sure: z.boolean() })
export type TelegramChat = z.infer<typeof telegramChat>

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
      value: credential,
      allowPlainFile,
    }).refine(({ secret, value }) => secret === 'smtpPassword' || value.length >= shortestKey, { path: ['value'], message: 'too short for a credential' }),
    out: connected,
  },
  'connection.disconnect': { in: z.object({ secret: secretName }), out: settingsView },
  /** Opens the system's browser and waits for the user to come back from it, at most some minutes. */
  'google.signIn': {
    in: z.object({
      /** The client's JSON file as Google Cloud hands it out, or the two values in it. */
      client: z.union([z.object({ file: z.string().min(1) }), z.object({ clientId: z.string().trim().min(8), clientSecret: z.string().trim() })]),
      allowPlainFile,
    }),
    out: connected,
  },
  'google.cancel': { in: z.void(), out: z.void() },
  /** What is shared with the Notion connection, to pick the Finance data source from. */
  'notion.dataSources': { in: z.void(), out: z.array(notionDataSource) },
  /** Waits for somebody to write to the bot; one who gave the pairing code becomes the chat at once. null: nobody did in time. */
  'telegram.findChat': { in: z.object({ /** Opens Telegram at the bot, with the code. */ open: z.boolean() }), out: telegramChat.nullable() },
  'telegram.cancel': { in: z.void(), out: z.void() },
  /** Sends the chat a first message; it becomes the chat when that arrives. */
  'telegram.useChat': { in: z.object({ chatId: z.string().min(1).max(64) }), out: settingsView },
  'checks.kinds': { in: z.void(), out: z.array(kindView) },
  /** One look with these settings; changes nothing. Fields of `secrets` left out are taken from what is kept. */
  'checks.try': { in: z.object({ check, secrets: z.record(z.string(), z.string().max(4096)) }), out: reading },
  /** Adds a check, or changes the one with its id. An empty secret forgets the kept one. `place`: how many others come before one that is put back; all, when left out. */
  'checks.save': { in: z.object({ check, secrets: z.record(z.string(), z.string().max(4096)), allowPlainFile, place: z.number().int().min(0).optional() }), out: settingsView },
  'checks.remove': { in: z.object({ id: z.string() }), out: settingsView },
  /** Everything but secrets, into a file the user names; null when they changed their mind. */
  'config.export': { in: z.void(), out: z.string().nullable() },
  /** What a file the user picks would change; null when they changed their mind. */
  'config.preview': { in: z.void(), out: z.object({ file: z.string(), changes: z.array(difference) }).nullable() },
  /** Does what the last preview showed. */
  'config.apply': { in: z.void(), out: settingsView },
  'jobs.run': { in: z.object({ job: z.string() }), out: jobRun },
  /** Runs of any age, page by page. */
  'jobs.history': { in: runQuestion, out: runPage },
  /** What was due in the last two weeks, and what came of it. */
  'jobs.days': { in: z.void(), out: z.array(jobDays) },
  /** Open and past ones that fit, page by page. */
  'incidents.list': { in: incidentQuestion, out: incidentPage },
  /** What became of one of any age, and how often it was there before. */
  'incidents.story': { in: incidentId, out: incidentStory },
  /** What was measured around it, on so many pixels. */
  'incidents.around': { in: incidentId.extend({ width: z.number().int().min(1).max(4000) }), out: incidentAround },
  /** What failed while it was open. */
  'incidents.cost': { in: incidentId, out: incidentCost },
  /** Seen: nothing more is said of it until it ends or gets worse. */
  'incidents.acknowledge': { in: z.object({ id: z.string() }), out: z.void() },
  /** Nothing is said of it for so long; null: until it ends. */
  'incidents.snooze': { in: z.object({ id: z.string(), forMs: z.number().int().min(60_000).max(7 * 86_400_000).nullable() }), out: z.void() },
  /** Takes both back. */
  'incidents.resume': { in: z.object({ id: z.string() }), out: z.void() },
  /** What was sent where about an incident, with its receipts, oldest first. */
  'incidents.messages': { in: z.object({ id: z.string() }), out: z.array(sentMessage) },
  /** Silences all messages for so long; null ends that. */
  'messages.mute': { in: z.object({ forMs: z.number().int().min(60_000).max(7 * 86_400_000).nullable() }), out: z.void() },
  /** What a rule would have done in the last days of the history, before it is switched on. */
  'rules.backtest': { in: z.object({ rule: z.string(), days: z.number().int().min(1).max(30) }), out: z.object({ looks: z.number(), knownSince: z.number().nullable(), firings: z.array(firing) }).nullable() },
  'rules.cancelBacktest': { in: z.object({ rule: z.string() }), out: z.void() },
  /** What each forecaster promises now, and how it has done. */
  'forecasts.list': { in: z.void(), out: z.array(forecastView) },
  'channels.list': { in: z.void(), out: z.array(channelView) },
  /** Sends one message at once, so that somebody sees whether the channel works. */
  'channels.test': { in: z.object({ channel: z.string() }), out: z.object({ receipt: z.string() }) },
  /** Answered from day aggregates at once, also while logs are still being read. */
  'costs.view': { in: costQuestion, out: costsView },
  /** The calls behind a sum, newest first. */
  'costs.calls': { in: callsQuestion, out: callsView },
  /** The answer to a question, into a file the user names; null when they changed their mind. */
  'costs.export': { in: costQuestion.extend({ as: z.enum(['csv', 'json']) }), out: z.string().nullable() },
  /** Reads the older logs that were put off. */
  'costs.readOn': { in: z.void(), out: z.void() },
  /** Shows a log that costs were read from in the system's file manager; no other file. */
  'costs.reveal': { in: z.object({ path: z.string() }), out: z.void() },
  /** Columns of the Finance data source, with what each is taken for until the user says otherwise. */
  'notion.financeColumns': { in: z.void(), out: financeColumns },
  'logs.sources': { in: z.void(), out: logSources },
  /** Shows a log, or what of it fits a query; what was open before is closed. A query that isn't understood is refused in words. */
  'logs.open': { in: logOpenInput, out: logOpened },
  'logs.rows': { in: logRowsInput, out: z.array(logLine) },
  /** All of one line, up to 1 MiB. */
  'logs.line': { in: logLineInput, out: logText },
  /** The first row at or after a moment, else the last one; `at`: the moment that was meant. */
  'logs.at': { in: logMomentInput, out: z.object({ row: z.number(), at: z.number() }) },
  /** Shows a log in the system's file manager; no other file. */
  'logs.reveal': { in: z.object({ path: z.string() }), out: z.void() },
  'logs.close': { in: z.void(), out: z.void() },
  /** The past at the resolution of so many pixels. */
  'timeline.view': { in: timelineQuestion, out: timelineView },
  /** What one target measured. */
  'timeline.line': { in: z.object({ target: z.string(), span: timelineQuestion }), out: timelineLine },
  'timeline.spend': { in: timelineQuestion, out: timelineSpend },
  'notes.add': { in: noteDraft, out: timelineNote },
  'notes.change': { in: z.object({ id: z.string(), note: noteDraft }), out: timelineNote },
  /** It can be brought back for a day. */
  'notes.remove': { in: z.object({ id: z.string() }), out: z.void() },
  'notes.restore': { in: z.object({ id: z.string() }), out: z.void() },
  /** Long work under way; how it goes on is pushed as “work”. */
  'work.list': { in: z.void(), out: z.array(workView) },
  /** False when nothing of that name is under way. */
  'work.cancel': { in: z.object({ id: z.string() }), out: z.boolean() },
  /** How much room everything takes, and which backups there are. */
  'data.view': { in: z.void(), out: dataView },
  /** Into the data folder, or where the user says; the file’s path, null when they changed their mind. */
  'data.backUp': { in: z.object({ elsewhere: z.boolean() }), out: z.string().nullable() },
  /** Shows a backup of the data folder in the system’s file manager; no other file. */
  'data.reveal': { in: z.object({ name: z.string() }), out: z.void() },
  /** What a backup would change: one of the data folder, or with null one the user picks. null: they changed their mind. */
  'data.examine': { in: z.object({ name: z.string().nullable() }), out: restorePreview.nullable() },
  /** Puts the backup that was looked at in the place of everything; the console starts anew. */
  'data.restore': { in: z.void(), out: z.void() },
  /** The backup that was looked at isn’t wanted. */
  'data.discard': { in: z.void(), out: z.void() },
  /** Rows into a file the user names; null when they changed their mind. */
  'data.export': { in: exportAsked, out: z.object({ file: z.string(), rows: z.number() }).nullable() },
  'data.freePlan': { in: z.void(), out: freePlan },
  /** Lets go what the plan shows; that can’t be undone. */
  'data.free': { in: z.void(), out: z.object({ folded: z.number(), dropped: z.number(), files: z.number() }) },
  'about.view': { in: z.void(), out: diagnostics },
  /** What somebody who helps has to know, without secrets and names. */
  'report.make': { in: z.void(), out: z.string() },
  /** The report that was made last, into a file the user names; null when they changed their mind. */
  'report.save': { in: z.void(), out: z.string().nullable() },
  /** Asks the fleet’s database; what was known before stays where it can’t be asked. */
  'fleet.view': { in: z.void(), out: fleetView },
  'fleet.components': { in: agentName, out: z.array(fleetComponent) },
  /** null where this is no demo workspace. */
  'demo.get': { in: z.void(), out: demoView.nullable() },
  /** Makes the demo’s stand-ins misbehave, or well again; what comes of it is seen by itself. */
  'demo.give': { in: z.object({ cue: demoCue }), out: z.void() },
  /** Answers the push `draw`. */
  'view.drawn': { in: drawn, out: z.void() },
  'brief.latest': { in: z.void(), out: brief.nullable() },
  'dialog.pickFolder': { in: z.object({ title: z.string().max(80) }), out: z.string().nullable() },
  'dialog.pickFile': { in: z.object({ title: z.string().max(80) }), out: z.string().nullable() },
  'open.folder': { in: z.object({ which: z.enum(['logs', 'data']) }), out: z.void() },
  'open.link': { in: z.object({ link: z.enum(linkIds) }), out: z.void() },
} as const satisfies Record<string, { in: z.ZodType; out: z.ZodType }>

export const pushes = {
  draw: drawing,
  /** Long work: how far it is, and how it ended. */
  work: workView,
  /** State: latest wins, coalesced. */
  snapshot,
  /** The costs have changed: whoever shows them asks anew. */
  costs: z.object({ at: z.number() }),
  /** How far a rule’s trial has come, 0–1. */
  backtest: z.object({ rule: z.string(), part: z.number() }),
  /** A message was posted, or something came of one: whoever shows them asks anew. */
  messages: z.object({ at: z.number() }),
  /** There are other notes than before: whoever shows them asks anew. */
  notes: z.object({ at: z.number() }),
  settings: settingsView,
  /** How far a demo workspace has been made, and what it plays. */
  demo: demoView,
  /** There are more lines than before, or others: whoever shows them asks for the rows it needs. */
  logs: logState,
  /** The tray, a notification or a link asks the window to show a page; `misled`: the link leads nowhere. */
  navigate: z.object({ page: z.string(), id: z.string().nullable(), misled: z.boolean() }),
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
  /** Payloads come as JSON: a large one crosses into the page many times faster as a text. */
  on(name: PushName, listener: (payload: string) => void): () => void
}
