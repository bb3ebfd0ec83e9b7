import { describe, expect, it } from 'vitest'
import { answerWith } from '../../../src/main/answer'
import { callNames } from '../../../src/shared/channel-names'
import { calls, type CallName, type Handlers } from '../../../src/shared/ipc'
import { ok } from '../../../src/shared/result'

const nothing = async () => ok(undefined)
const handlers = (own: Partial<Handlers>): Handlers =>
  ({ ...Object.fromEntries(callNames.map((name) => [name, nothing])), ...own }) as unknown as Handlers

describe('the contract', () => {
  it('is opened whole', () => {
    expect([...callNames].toSorted()).toEqual((Object.keys(calls) as CallName[]).toSorted())
  })
})

describe('answerWith', () => {
  const quiet = (where: string) => expect.unreachable(`a bug was reported by ${where}`)

  it('hands a handler what its schema made of the input', async () => {
    const seen: unknown[] = []
    const answer = answerWith(
      handlers({
        'connection.connect': async (input) => {
          seen.push(input)
          return ok({} as never)
        },
      }),
      quiet,
    )
    await answer('connection.connect', { secret: 'stripeKey', value: '  rk_test_12345678  ' })
    expect(seen).toEqual([{ secret: 'stripeKey', value: 'rk_test_12345678', allowPlainFile: false }])
  })

  it('names the place of a wrong input and never calls the handler', async () => {
    const answer = answerWith(handlers({ 'jobs.run': async () => expect.unreachable('called') }), quiet)
    expect(await answer('jobs.run', { job: 7 })).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringContaining('“job”') } })
  })

  it('turns a throw into words and reports it', async () => {
    const bugs: string[] = []
    const answer = answerWith(
      handlers({
        'snapshot.get': async () => {
          throw new Error('rk_test_secret')
        },
      }),
      (where) => bugs.push(where),
    )
    expect(await answer('snapshot.get', undefined)).toEqual({
      ok: false,
      error: { code: 'internal', message: 'Something broke inside the console.', hint: 'Try again; the log has the details.' },
    })
    expect(bugs).toEqual(['call snapshot.get'])
  })
})
