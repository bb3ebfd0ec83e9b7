import { fault } from '../../shared/faults'
import { err } from '../../shared/result'
import { defineChannel } from '../plugin'

export default defineChannel({
  id: 'os-notification',
  title: 'Notifications on this computer',
  wanted: (settings, io) => settings.alerts.osNotifications && io.showNotification !== null,
  async send(message, _settings, io) {
    if (!io.showNotification) return err(fault('channel_off', 'There is no desktop to show notifications on.', null))
    return io.showNotification(message)
  },
})
