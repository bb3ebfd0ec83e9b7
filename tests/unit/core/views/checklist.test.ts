import { describe, expect, it } from 'vitest'
import { checklistItem, type Sample, type Status } from '../../../../src/shared/model'
import type { FaultCode } from '../../../../src/shared/faults'
import { sectionNames, type SecretName, type Settings } from '../../../../src/shared/settings'
import { targetsOf } from '../../../../src/core/targets'
import { checklist } from '../../../../src/core/views/checklist'
import { componentView } from '../../../../src/core/views/component'
import { componentOf, now, settingsWith } from '../world'

const list = (settings: Settings, secrets: SecretName[], looks: Record<string, Status> = {}, failure: Partial<Sample> = { code: 'auth_invalid', message: 'Notion refuses the credential.' }) => {
  const views = targetsOf(settings).map((target) => {
    const look = looks[target.id]
    return componentView(target, look && componentOf(target.id, look, look === 'fail' || look === 'unknown' ? failure : {}), now)
  })
  return checklist({ settings, hasSecret: (name) => secrets.includes(name) }, views)
}
const item = (id: string, items: ReturnType<typeof list>) => items.find((one) => one.id === id)

describe('the checklist', () => {
  it('starts with everything to do, each one click away', () => {
    const items = list(settingsWith(), [])
    expect(items.map(({ id, done, action }) => [id, done, action?.label, action?.do])).toEqual([
      ['notion', false, 'Connect', { kind: 'settings', section: 'notion' }],
      ['drive', false, 'Connect', { kind: 'settings', section: 'drive' }],
      ['stripe', false, 'Connect', { kind: 'settings', section: 'stripe' }],
      ['logs', false, 'Choose folder', { kind: 'settings', section: 'watch' }],
      ['telegram', false, 'Connect', { kind: 'settings', section: 'telegram' }],
      ['budget', false, 'Set', { kind: 'settings', section: 'costs' }],
    ])
    for (const one of items) expect(checklistItem.parse(one)).toEqual(one)
    expect(sectionNames).toEqual(expect.arrayContaining(['notion', 'drive', 'stripe', 'watch', 'costs']))
  })

  it('is complete when all of it is set up and answers', () => {
    const settings = settingsWith({
      drive: { credentialsFile: 'key.json' },
      watch: { logDir: 'logs' },
      alerts: { telegramChatId: '1' },
      costs: { monthlyBudgetUsd: '150' },
    })
    const items = list(settings, ['notionToken', 'stripeKey', 'telegramToken'], { notion: 'ok', drive: 'ok', stripe: 'warning' })
    expect(items.map(({ done, action }) => [done, action])).toEqual(Array.from({ length: 6 }, () => [true, null]))
  })

  it('a service is done when it answers, not when a credential lies there', () => {
    expect(item('notion', list(settingsWith(), ['notionToken']))).toMatchObject({ done: false, action: { label: 'Fix' } })
    expect(item('notion', list(settingsWith(), ['notionToken'], { notion: 'unknown' }))).toMatchObject({ done: false })
    expect(item('notion', list(settingsWith(), [], { notion: 'ok' }))).toMatchObject({ done: false })
  })

  it.each<[string, Status, FaultCode, boolean]>([
    ['an outage', 'fail', 'server_error', true],
    ['a rate limit', 'fail', 'rate_limited', true],
    ['no connection', 'fail', 'transport', true],
    ['our own network', 'unknown', 'offline', true],
    ['a network that wants a sign-in', 'unknown', 'network_blocked', true],
    ['a refused credential', 'fail', 'auth_invalid', false],
    ['a missing right', 'fail', 'permission_missing', false],
    ['something not shared', 'fail', 'not_found_or_not_shared', false],
    ['a look that couldn’t be made', 'unknown', 'could_not_look', false],
  ])('%s undoes a set-up only where the user has to mend it', (_name, look, code, done) => {
    expect(item('notion', list(settingsWith(), ['notionToken'], { notion: look }, { code }))?.done).toBe(done)
  })

  it('says what is wrong with one that fails, and why it matters otherwise', () => {
    expect(item('notion', list(settingsWith(), ['notionToken'], { notion: 'fail' }))!.why).toBe('Notion refuses the credential.')
    expect(item('notion', list(settingsWith(), [], { notion: 'fail' }))!.why).toBe('Its health, and whether the Finance data source can be read.')
  })

  it('Telegram needs both a bot and a chat', () => {
    const chat = settingsWith({ alerts: { telegramChatId: '1' } })
    expect(item('telegram', list(chat, []))!.done).toBe(false)
    expect(item('telegram', list(settingsWith(), ['telegramToken']))!.done).toBe(false)
    expect(item('telegram', list(chat, ['telegramToken']))!.done).toBe(true)
  })
})
