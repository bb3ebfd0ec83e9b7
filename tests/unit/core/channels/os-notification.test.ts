import { describe, expect, it } from 'vitest'
import { ok } from '../../../../src/shared/result'
import channel from '../../../../src/core/channels/os-notification'
import type { Message } from '../../../../src/core/plugin'
import { channelIo, delivery } from '../../../fixtures/channel-io'
import { no, settingsWith } from '../world'

const message: Message = { kind: 'alert', title: 't', body: 'b', severity: 'warning', incident: 'i', about: [] }
const on = settingsWith()
const off = settingsWith({ alerts: { osNotifications: false } })

describe('the notification channel', () => {
  it('is wanted where there is a desktop and the user wants it', () => {
    const desktop = channelIo({ showNotification: () => Promise.resolve(ok({ id: 'shown' })) })
    expect(channel.wanted(on, desktop)).toBe(true)
    expect(channel.wanted(off, desktop)).toBe(false)
    expect(channel.wanted(on, channelIo())).toBe(false)
  })

  it('shows the message and keeps the receipt', async () => {
    const shown: Message[] = []
    const desktop = channelIo({ showNotification: (one) => (shown.push(one), Promise.resolve(ok({ id: 'suppressed' }))) })
    expect(await channel.send(message, on, desktop, delivery())).toEqual({ ok: true, value: { id: 'suppressed' } })
    expect(shown).toEqual([message])
  })

  it('says why it can’t', async () => {
    expect(await channel.send(message, on, channelIo(), delivery())).toEqual({
      ok: false,
      error: { code: 'channel_off', message: 'There is no desktop to show notifications on.', hint: null },
    })
    const refused = no('storage_failed')
    expect(await channel.send(message, on, channelIo({ showNotification: () => Promise.resolve(refused) }), delivery())).toEqual(refused)
  })

  it('is tried again by the next start, whose desktop may be another', () => {
    expect(channel.refusalEnds).toBe('restart')
  })
})
