import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/telegram-bot'
import { no, self, world, yes } from '../world'

const look = (values: Parameters<typeof world>[0], own: string | null = null) => {
  const io = world(values)
  return probe.run({}, io, self({ secret: (field) => (field === 'token' ? own : null) })).then((reading) => ({ reading, asked: io.asked }))
}
const bot = yes({ name: 'echo_ops_bot' })

describe('the Telegram bot probe', () => {
  it('is off and asks nobody without a token', async () => {
    const { reading, asked } = await look({})
    expect(reading).toMatchObject({ status: 'off', code: 'not_configured', message: 'There is no bot token here.' })
    expect(asked).toEqual([])
  })

  it('says whose token it is', async () => {
    const { reading, asked } = await look({ bot, secrets: { telegramToken: '1:console' } }, '2:own')
    expect(reading).toEqual({ status: 'ok', code: null, message: '', hint: null, figure: '@echo_ops_bot', value: null, detail: { bot: '@echo_ops_bot' } })
    expect(asked).toEqual(['bot 2:own'])
  })

  it('looks at the console’s own bot where it has no token', async () => {
    expect((await look({ bot, secrets: { telegramToken: '1:console' } })).asked).toEqual(['bot 1:console'])
    expect(probe).toMatchObject({ provider: 'telegram', reach: 'remote', credentials: ['telegramToken'] })
  })

  it.each([['auth_invalid', 'fail'], ['server_error', 'fail'], ['offline', 'unknown']] as const)('passes on %s as %s', async (code, status) => {
    expect((await look({ bot: no(code) }, '1:x')).reading).toMatchObject({ status, code, message: `it said ${code}` })
  })

  it.each([['not_configured', 'Add token'], ['auth_invalid', 'Replace token'], ['server_error', undefined], [null, undefined]] as const)('%s leads to %s', (code, label) => {
    expect(probe.action(code)?.label).toBe(label)
  })
})
