import { ipcMain } from 'electron'
import { callChannel, callNames } from '../shared/channel-names'
import { fault } from '../shared/faults'
import type { CallName } from '../shared/ipc'
import { err, type Result } from '../shared/result'
import { isOwn } from './hardening'

export type Answer = (name: CallName, input: unknown) => Promise<Result<unknown>>

/**
 * Opens every call at once, before there is an engine: what a window asks early waits for the answerer instead of
 * failing. Only the top frame of our own page is listened to.
 */
export function openCalls(): (answer: Answer) => void {
  let ready: (answer: Answer) => void = () => {}
  const answerer = new Promise<Answer>((done) => (ready = done))
  for (const name of callNames) {
    ipcMain.handle(callChannel(name), async (event, input: unknown): Promise<Result<unknown>> => {
      const frame = event.senderFrame
      if (!frame || frame.parent !== null || !isOwn(frame.url))
        return err(fault('untrusted_sender', 'The request didn’t come from the console’s window.'))
      return (await answerer)(name, input)
    })
  }
  return ready
}
