import { Notification } from 'electron'
import type { ChannelIo, Message, Receipt } from '../core/plugin'
import { fault } from '../shared/faults'
import { err, ok, type Result } from '../shared/result'
import { doNotDisturb, type Disturbing } from './do-not-disturb'

/** A daemon that neither shows nor refuses within this time has taken it at least. */
const answerWithinMs = 5000

/** Linux daemons render markup in bodies. */
const plain = (text: string): string =>
  process.platform === 'linux' ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text

/** What became of a notification the desktop took. */
const receipts: Record<Disturbing, string> = {
  allowed: 'shown',
  unknown: 'shown',
  held: 'suppressed: do not disturb is on',
  quiet: 'shown, but do not disturb is on',
}

/** `mark` begins each title. */
export function notifications(onClick: (message: Message) => void, mark = ''): ChannelIo['showNotification'] {
  // Held until closed: a notification that is collected can't be clicked.
  const open = new Set<Notification>()
  return async (message) => {
    const disturbing = doNotDisturb()
    const shown = await show({ ...message, title: `${mark}${message.title}` }, open, () => onClick(message))
    return shown.ok && shown.value.id === 'shown' ? ok({ id: receipts[await disturbing] }) : shown
  }
}

function show(message: Message, open: Set<Notification>, onClick: (message: Message) => void): Promise<Result<Receipt>> {
  return new Promise((done) => {
    const notification = new Notification({
      title: message.title,
      body: plain(message.body),
      urgency: message.severity === 'fail' ? 'critical' : 'normal',
      silent: message.severity === 'info',
    })
    const timer = setTimeout(() => done(ok({ id: 'handed over' })), answerWithinMs)
    const settle = (result: Result<Receipt>) => {
      clearTimeout(timer)
      done(result)
    }
    open.add(notification)
    notification.once('show', () => settle(ok({ id: 'shown' })))
    notification.once('failed', () => {
      open.delete(notification)
      settle(err(fault('channel_off', 'This desktop shows no notifications.', 'Start a notification service and start the console again, or use Telegram.')))
    })
    notification.once('close', () => open.delete(notification))
    notification.on('click', () => onClick(message))
    notification.show()
  })
}
