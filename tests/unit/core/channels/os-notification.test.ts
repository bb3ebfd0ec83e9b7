import { describe, expect, it } from 'vitest'
import { ok } from '../../../../src/shared/result'
import channel from '../../../../src/core/channels/os-notification'
import type { ChannelIo, Message } from '../../../../src/core/plugin'
import { no, settingsWith } from '../world'

const message: Message = { kind: 'alert', title: 't', body: 'b', severity: 'warning', incident: 'i' }
const on = settingsWith()
const off = settingsWith({ alerts: { osNotifications: false } })
const io = (showNotification: ChannelIo['showNotification']): ChannelIo => ({
  showNotification,
  telegram: { me: () => Promise.reject(new Error('not this one')), send: () => Promise.reject(new Error('not this one')) },
  secret: () => null,
})

describe('the notification channel', () => {
  it('is wanted where there is a desktop and the user wants it', () => {
    const desktop = io(() => Promise.resolve(ok({ id: 'shown' })))
    expect(channel.wanted(on, desktop)).toBe(true)
    expect(channel.wanted(off, desktop)).toBe(false)
    expect(channel.wanted(on, io(null))).toBe(false)
  })

  it('shows the message and keeps the receipt', async () => {
    const shown: Message[] = []
    const desktop = io((one) => (shown.push(one), Promise.resolve(ok({ id: 'suppressed' }))))
    expect(await channel.send(message, on, desktop)).toEqual({ ok: true, value: { id: 'suppressed' } })
    expect(shown).toEqual([message])
  })

  it('says why it can’t', async () => {
    expect(await channel.send(message, on, io(null))).toEqual({
      ok: false,
      error: { code: 'channel_off', message: 'There is no desktop to show notifications on.', hint: null },
    })
    const refused = no('storage_failed')
    expect(await channel.send(message, on, io(() => Promise.resolve(refused)))).toEqual(refused)
  })
})
