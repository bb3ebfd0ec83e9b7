import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Store } from '../../../src/host/store/store'
import { faultCase } from '../../fixtures/providers/index'
import { freshFolder, freshProviders, sampleOf } from '../support'
import { echopilot } from './terminal'

describe('wrong usage is exit 2 and one line that shows the right one', () => {
  it.each([
    [['prob'], 'There is no command “prob”. Commands: agent, probe, costs, brief, status, doctor, config, backtest, detect, backup, restore, export, report, prices.\n'],
    [['constructor'], 'There is no command “constructor”. Commands: agent, probe, costs, brief, status, doctor, config, backtest, detect, backup, restore, export, report, prices.\n'],
    [['probe', '--jsn'], 'Unknown option \'--jsn\'. “echopilot probe” takes --json, --data-dir, --origin-map.\n'],
    [['probe', '--period', 'day'], 'Unknown option \'--period\'. “echopilot probe” takes --json, --data-dir, --origin-map.\n'],
    [['costs', '--period'], 'Option \'--period <value>\' argument missing. “echopilot costs” takes --json, --csv, --period, --from, --to, --by, --zone, --log-dir, --no-cache, --data-dir, --origin-map.\n'],
    [['costs', '--period', 'year'], '“period=year” isn’t known. Use --period day, week or month, or --from 2026-11-01 --to 2026-12-01; --by model,job,agent,day; --zone Europe/Berlin.\n'],
    [['costs', '--from', '2026-12-01', '--to', '2026-11-01'], '“from=2026-12-01&to=2026-11-01” isn’t a span of time. Use --period day, week or month, or --from 2026-11-01 --to 2026-12-01; --by model,job,agent,day; --zone Europe/Berlin.\n'],
    [['costs', '--log-dir', '/nowhere/at/all'], '--log-dir /nowhere/at/all: there is no such folder or file. Name one, or “-” for standard input.\n'],
    [['status', '--json', 'now'], 'Unexpected argument \'now\'. “echopilot status” takes --json, --data-dir, --origin-map.\n'],
    [['probe', '--origin-map', '/nowhere.json'], '--origin-map /nowhere.json: it can’t be read. Write it like { "https://api.stripe.com": "http://127.0.0.1:4010" }.\n'],
  ])('%j', async (args, said) => {
    const dataDir = freshFolder()
    const { code, out, errors } = await echopilot([...args, ...(args.includes('--period') && args.length === 2 ? [] : ['--data-dir', dataDir])])
    expect({ code, out, errors: errors.replace(/ This argument.*?(?= “)/s, '') }).toEqual({ code: 2, out: '', errors: said })
  })

  it('nothing at all; asked for, the same words are exit 0', async () => {
    const nothing = await echopilot([])
    expect(nothing.code).toBe(2)
    for (const args of [['help'], ['--help'], ['-h'], ['costs', '--help']]) expect(await echopilot(args)).toMatchObject({ code: 0, out: nothing.out })
    for (const command of ['agent', 'probe', 'costs', 'brief', 'status', 'doctor', 'config', '--data-dir', '--origin-map']) expect(nothing.out).toContain(command)
  })

  it('a data folder that can’t be is exit 1 and a sentence, not a stack', async () => {
    const file = join(freshFolder(), 'file')
    writeFileSync(file, '')
    for (const command of ['agent', 'doctor']) {
      const { code, out, errors } = await echopilot([command, '--data-dir', join(file, 'data')])
      expect(code).toBe(1)
      expect(out + errors).toMatch(/can’t be (written|used)/)
      expect(out + errors).not.toContain('    at ')
    }
  })
})

describe('probe', () => {
  it('--json looks at everything, and writes nothing', async () => {
    const dataDir = join(freshFolder(), 'data')
    const { code, json, errors } = await echopilot(['probe', '--json', '--data-dir', dataDir])
    const report = json()
    expect(Object.keys(report)).toEqual(['ok', 'status', 'ts', 'components', 'issues', 'details'])
    expect(report['components']).toMatchObject({ notion: null, drive: null, stripe: null, scheduler_tick: null })
    expect(report['details']).toMatchObject({ notion: { status: 'off', code: 'not_configured' }, disk_ok: { latency_ms: expect.any(Number), age_s: 0 } })
    expect({ code, errors }).toEqual({ code: report['ok'] ? 0 : 1, errors: '' })
    expect(existsSync(dataDir)).toBe(false)
  })

  it('agrees with df about every disk', async () => {
    const linesOf = (...mounts: string[]) => execFileSync('df', ['-kP', ...mounts], { encoding: 'utf8' }).trim().split('\n').slice(1)
    // In a chroot `/` is missing from the list, and df knows it all the same.
    const df = () => new Map([...linesOf(), ...linesOf('/')].map((line) => {
      const [, , used, available, percent, ...mount] = line.split(/\s+/)
      return [mount.join(' '), { used: Number(used) * 1024, available: Number(available) * 1024, percent: Number(percent!.slice(0, -1)) }] as const
    }))
    const before = df()
    const { json } = await echopilot(['probe', '--json', '--data-dir', freshFolder()])
    const after = df()
    const disk = (json()['details'] as Record<string, { status: string; figure: string | null; detail: { filesystems: { mount: string; usedBytes: number; availableBytes: number; usedPercent: number }[] } }>)['disk_ok']!
    if (disk.status === 'unknown') {
      // A machine of ephemeral filesystems only has nothing to agree about, and says so.
      expect(json()['issues']).toMatchObject([{ component: 'disk_ok', code: 'ephemeral' }])
      return
    }
    expect(disk.detail.filesystems.length).toBeGreaterThan(0)
    // Others write to these disks between two looks.
    const slack = 512 * 1024 * 1024
    for (const { mount, usedBytes, availableBytes, usedPercent } of disk.detail.filesystems) {
      const [first, second] = [before.get(mount)!, after.get(mount)!]
      const between = (value: number, a: number, b: number, give: number) => expect(value).toSatisfy((seen: number) => seen >= Math.min(a, b) - give && seen <= Math.max(a, b) + give)
      between(usedBytes, first.used, second.used, slack)
      between(availableBytes, first.available, second.available, slack)
      between(Math.ceil(usedPercent), first.percent, second.percent, 0)
    }
    const fullest = disk.detail.filesystems.toSorted((a, b) => b.usedPercent - a.usedPercent)[0]!
    expect(disk.figure).toContain(`${fullest.mount}  ${Math.ceil(fullest.usedPercent)} % of `)
  })

  it('--origin-map puts stand-ins in place: all well', async () => {
    const standIns = await freshProviders()
    const { originMapFile, env } = standIns.writeInto(freshFolder())
    const { code, json, errors } = await echopilot(['probe', '--json', '--data-dir', freshFolder(), '--origin-map', originMapFile], env)
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    expect(json()).toMatchObject({
      ok: true, components: { notion: true, drive: true, stripe: true },
      details: { notion: { detail: { integration: 'Ops Console' } }, drive: { detail: { storage: '5.2 GB of 16.1 GB' } }, stripe: { figure: 'test mode', detail: { mode: 'test' } } },
    })
    for (const secret of standIns.secrets) expect(JSON.stringify(json())).not.toContain(secret)
    expect(standIns.requests.map(({ provider }) => provider).toSorted()).toEqual(['drive', 'googleToken', 'notion', 'stripe'])
  })

  it('and each failure has its own code', async () => {
    const standIns = await freshProviders({ notion: faultCase('notion', 'capability_missing'), googleToken: faultCase('drive', 'token_revoked'), stripe: 'html-502' })
    const { originMapFile, env } = standIns.writeInto(freshFolder())
    const { code, json } = await echopilot(['probe', '--json', '--data-dir', freshFolder(), '--origin-map', originMapFile], env)
    expect(code).toBe(1)
    const report = json() as { issues: { component: string; code: string; severity: string; hint: string }[]; components: object }
    expect(report.components).toMatchObject({ notion: false, drive: false, stripe: false })
    expect(report.issues.filter(({ component }) => component !== 'disk_ok').map(({ component, code: said, severity }) => [component, said, severity])).toEqual([
      ['notion', 'permission_missing', 'fail'], ['drive', 'auth_invalid', 'fail'], ['stripe', 'server_error', 'warning'],
    ])
    for (const issue of report.issues) expect(issue.hint).toBeTruthy()
    for (const secret of standIns.secrets) expect(JSON.stringify(report)).not.toContain(secret)
    // What may pass is looked at once more, what only a person can cure isn't.
    expect([standIns.requestsTo('notion').length, standIns.requestsTo('googleToken').length, standIns.requestsTo('stripe').length]).toEqual([1, 1, 2])
  })

  it('and a Finance data source is read too', async () => {
    const standIns = await freshProviders({ notion: ['ok', faultCase('notion', 'data_source_not_shared')] })
    const { originMapFile, env } = standIns.writeInto(freshFolder())
    const { json } = await echopilot(['probe', '--json', '--data-dir', freshFolder(), '--origin-map', originMapFile], { ...env, NOTION_FINANCE_DATA_SOURCE: '248104cd-477e-80af-bc30-000bd28de8f9' })
    expect(json()).toMatchObject({ components: { notion: false }, details: { notion: { code: 'not_found_or_not_shared', detail: { integration: 'Ops Console' } } } })
  })

  it('in words: a line each, by shape and word', async () => {
    const standIns = await freshProviders({ stripe: faultCase('stripe', 'key_expired') })
    const { originMapFile, env } = standIns.writeInto(freshFolder())
    const { code, out } = await echopilot(['probe', '--data-dir', freshFolder(), '--origin-map', originMapFile], { STRIPE_API_KEY: env['STRIPE_API_KEY']! })
    expect(code).toBe(1)
    expect(out).toMatch(/^○ {2}Notion {14}Notion isn’t connected\.$/m)
    expect(out).toMatch(/^❌ Stripe {14}Stripe refuses the credential: it has expired\. Replace it in Settings\. .* ms$/m)
    expect(out).toMatch(/^❌ failing$/m)
  })

  it('reads settings where the console keeps them, and says what is wrong with them', async () => {
    const dataDir = freshFolder()
    writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ version: 1, disk: { enabled: false }, stripe: { expectTestMode: 'yes' } }))
    const { json, errors } = await echopilot(['probe', '--json', '--data-dir', dataDir])
    expect(json()['components']).toMatchObject({ disk_ok: null })
    expect(errors).toMatch(/^“stripe.expectTestMode”: .*; using true\.$/m)
    expect(readdirSync(dataDir)).toEqual(['settings.json'])
  })
})

describe('brief', () => {
  it('--json is made now, and in words it reads', async () => {
    const dataDir = join(freshFolder(), 'data')
    const { json } = await echopilot(['brief', '--json', '--data-dir', dataDir])
    expect(json()).toMatchObject({ at: expect.any(Number), overall: expect.any(String), headline: expect.any(String), sections: expect.arrayContaining([expect.objectContaining({ title: 'Costs' })]) })
    const { out } = await echopilot(['brief', '--data-dir', dataDir])
    expect(out).toContain('Needs your hand')
    expect(existsSync(dataDir)).toBe(false)
  })

  it('reads the history of a console at rest and adds nothing to it: an alert is still to be told', async () => {
    const standIns = await freshProviders({ stripe: faultCase('stripe', 'key_expired') })
    const dataDir = freshFolder()
    const { originMapFile, env } = standIns.writeInto(freshFolder())
    const path = join(dataDir, 'console.db')
    const before = await Store.open(path, 1)
    before.store.samples.add([sampleOf('stripe', 1)])
    before.store.close()
    const { code, json } = await echopilot(['brief', '--json', '--data-dir', dataDir, '--origin-map', originMapFile], env)
    expect(code).toBe(1)
    expect(json()).toMatchObject({ overall: 'fail' })
    const { store } = await Store.open(path, 1)
    expect([store.samples.newest('stripe', 9).length, store.incidents.open(), store.known.brief()]).toEqual([1, [], null])
    store.close()
  })
})

describe('status and doctor', () => {
  it('status of nothing running is exit 1, with the next step', async () => {
    const dataDir = freshFolder()
    const { code, json } = await echopilot(['status', '--json', '--data-dir', dataDir])
    expect({ code, ...json() }).toEqual({ code: 1, ok: false, running: false, message: `No console or agent is running on ${dataDir}.`, hint: 'Start one with “npm start” or “npx echopilot agent”.' })
    expect(await echopilot(['status', '--data-dir', dataDir])).toMatchObject({ code: 1, out: `No console or agent is running on ${dataDir}. Start one with “npm start” or “npx echopilot agent”.\n` })
  })

  it('status isn’t taken in by another program at a port that was ours', async () => {
    const standIns = await freshProviders()
    const dataDir = freshFolder()
    writeFileSync(join(dataDir, 'instance.json'), JSON.stringify({ pid: 1, kind: 'agent', version: '0', startedAt: '', api: standIns.url.googleToken }))
    expect((await echopilot(['status', '--data-dir', dataDir])).code).toBe(1)
    expect(standIns.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true)
    standIns.violations.length = 0
  })

  it('doctor --json checks what there is', async () => {
    const dataDir = freshFolder()
    writeFileSync(join(dataDir, 'console.db'), 'garbage')
    mkdirSync(join(dataDir, 'logs'))
    const { code, json } = await echopilot(['doctor', '--json', '--data-dir', dataDir], { STRIPE_API_KEY: 'rk_test_of_this_test', ECHOPILOT_PORT: '0' })
    const { ok, checks } = json() as { ok: boolean; checks: { name: string; state: string; message: string }[] }
    expect({ code, ok }).toEqual({ code: 0, ok: true })
    expect(Object.fromEntries(checks.map(({ name, state }) => [name, state]))).toEqual({
      'Runtime': 'ok', 'Data folder': 'ok', 'Log folder': 'ok', 'Settings': 'ok', 'Environment': 'ok', 'Console': 'off', 'Database': 'warning', 'Port': 'ok', 'Credentials': 'ok',
    })
    expect(JSON.stringify(checks)).not.toContain('rk_test_of_this_test')
    expect(readFileSync(join(dataDir, readdirSync(dataDir).find((name) => name.startsWith('console.db.damaged'))!), 'utf8')).toBe('garbage')
  })
})
