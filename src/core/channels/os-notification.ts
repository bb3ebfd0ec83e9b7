import { fault } from '../../shared/faults'
import { err } from '../../shared/result'
import { defineChannel } from '../plugin'

export default defineChannel({
  id: 'os-notification',
  title: 'Notifications on this computer',
  wanted: (settings, io) => settings.alerts.osNotifications && io.showNotification !== null,
  address: () => 'this computer',
  // The next session may have what this one lacks.
  refusalEnds: 'restart',
  async send(message, _settings, io) {
    if (!io.showNotification) return err(fault('channel_off', 'There is no desktop to show notifications on.', null))
    return io.showNotification(message)
  },
})
