import { ipcMain } from 'electron'
import { callChannel, callNames } from '../shared/channel-names'
import { fault } from '../shared/faults'
import type { CallName } from '../shared/ipc'
import { err, type Result } from '../shared/result'
import { isOwn } from './hardening'

export type Answer = (name: CallName, input: unknown) => Promise<Result<unknown>>

export interface Calls {
  /** From now on calls are answered. */
  serve(answer: Answer): void
  /** Resolves with the first call: the window has its program, and whatever it could draw without an engine. */
  asked: Promise<void>
}

/**
 * Opens every call at once, before there is an engine: what a window asks early waits for the answerer instead of
 * failing. Only the top frame of our own page is listened to.
 */
export function openCalls(): Calls {
  let serve: (answer: Answer) => void = () => {}
  let heard = (): void => {}
  const asked = new Promise<void>((done) => (heard = done))
  const answerer = new Promise<Answer>((done) => (serve = done))
  for (const name of callNames) {
    ipcMain.handle(callChannel(name), async (event, input: unknown): Promise<Result<unknown>> => {
      const frame = event.senderFrame
      if (!frame || frame.parent !== null || !isOwn(frame.url))
        return err(fault('untrusted_sender', 'The request didn’t come from the console’s window.'))
      heard()
      return (await answerer)(name, input)
    })
  }
  return { serve, asked }
}
