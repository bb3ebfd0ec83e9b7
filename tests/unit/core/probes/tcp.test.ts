import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/tcp'
import { no, self, world, yes } from '../world'

const look = (host: string, port: number, connect: Parameters<typeof world>[0]) => {
  const io = world(connect)
  return probe.run(probe.schema.parse({ host, port }), io, self()).then((reading) => ({ reading, asked: io.asked }))
}

describe('the TCP port probe', () => {
  it('says which port is open', async () => {
    const { reading, asked } = await look('db.example.com', 5432, { connect: yes(undefined) })
    expect(reading).toEqual({ status: 'ok', code: null, message: '', hint: null, figure: 'db.example.com:5432 is open', value: null, detail: {} })
    expect(asked).toEqual(['connect db.example.com:5432'])
  })

  it.each(['transport', 'name_not_found'] as const)('passes on that it isn’t (%s)', async (code) => {
    expect((await look('db', 1, { connect: no(code) })).reading).toMatchObject({ status: 'fail', code, message: `it said ${code}`, hint: 'do this' })
  })

  it('knows nothing of it while we are offline', async () => {
    expect((await look('db.example.com', 1, { connect: no('offline') })).reading).toMatchObject({ status: 'unknown', code: 'offline' })
  })

  it.each([
    ['db.example.com', 'remote', 'db.example.com:80'],
    ['192.168.1.20', 'local', '192.168.1.20:80'],
    ['[::1]', 'local', '[::1]:80'],
    ['2001:db8::1', 'remote', '[2001:db8::1]:80'],
    ['fe80::1%eth0', 'local', '[fe80::1%eth0]:80'],
  ])('%s is %s, and called %s', (host, reach, name) => {
    const config = probe.schema.parse({ host, port: 80 })
    expect((probe.reach as (config: unknown) => string)(config)).toBe(reach)
    expect(probe.nameFor?.(config)).toBe(name)
  })

  it.each(['', 'db example', 'https://db', 'db:5432', 'db/x', 'a@b', '[db]'])('takes no host such as “%s”, and shows one', (host) => {
    expect(probe.schema.safeParse({ host, port: 1 }).error?.issues).toMatchObject([{ path: ['host'], message: 'a host such as "db.example.com"' }])
  })

  it.each([0, 65_536, 1.5, '80', undefined])('takes no port such as %s', (port) => {
    expect(probe.schema.safeParse({ host: 'db', port }).error?.issues).toMatchObject([{ path: ['port'], message: 'a port from 1 to 65535' }])
  })

  it.each([['name_not_found', { label: 'Change', do: { kind: 'settings', section: 'checks' } }], ['transport', null], [null, null]] as const)('%s leads to %o', (code, action) => {
    expect(probe.action(code)).toEqual(action)
  })
})
