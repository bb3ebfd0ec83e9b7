import { Notification } from 'electron'
import type { ChannelIo, Message } from '../core/plugin'
import { fault } from '../shared/faults'
import { err, ok } from '../shared/result'

/** A daemon that neither shows nor refuses within this time has taken it at least. */
const answerWithinMs = 5000

/** Linux daemons render markup in bodies. */
const plain = (text: string): string =>
  process.platform === 'linux' ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text

export function notifications(onClick: (message: Message) => void): ChannelIo['showNotification'] {
  // Held until closed: a notification that is collected can't be clicked.
  const shown = new Set<Notification>()
  return (message) =>
    new Promise((done) => {
      const notification = new Notification({
        title: message.title,
        body: plain(message.body),
        urgency: message.severity === 'fail' ? 'critical' : 'normal',
        silent: message.severity === 'info',
      })
      const timer = setTimeout(() => done(ok({ id: 'handed over' })), answerWithinMs)
      const settle = (result: Parameters<typeof done>[0]) => {
        clearTimeout(timer)
        done(result)
      }
      shown.add(notification)
      notification.once('show', () => settle(ok({ id: 'shown' })))
      notification.once('failed', () => settle(err(fault('channel_off', 'This desktop shows no notifications.', 'Start a notification service, or use Telegram.'))))
      notification.once('close', () => shown.delete(notification))
      notification.on('click', () => onClick(message))
      notification.show()
    })
}
