import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LastViewFile, type LastView } from '../../../src/main/last-view'
import { component, costs, snapshot } from '../renderer/fixtures'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'echopilot-view-'))
  file = join(folder, 'last-view')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const view = (message = ''): LastView => ({ snapshot: snapshot({ components: [component({ status: 'warning', message })] }), settings: { version: '1' } as never })
const open = (page = 'one build', clock = { now: () => 2000, monotonic: () => 0 }) => new LastViewFile(file, async () => page, clock)

const json = async (kept: LastViewFile): Promise<string> => (await kept.forPage())?.json ?? '{}'

async function written(kept = view(), secrets: readonly string[] = []): Promise<void> {
  const before = open()
  await before.keep(kept, secrets)
}

describe('the last view', () => {
  it('is there at the next start', async () => {
    await written(view('The key lacks a right.'))
    const found = JSON.parse(await json(open())) as LastView
    expect(found.snapshot.components[0]).toMatchObject({ status: 'warning', message: 'The key lacks a right.' })
    expect(found.settings).toEqual({ version: '1' })
  })
  it('is the newest for a window that is opened again, whatever the file says', async () => {
    await written(view('before'))
    const now = open()
    await now.keep(view('now'), [])
    expect(await json(now)).toContain('now')
  })
  it('has the costs of before until there are newer ones', async () => {
    await written({ ...view(), snapshot: snapshot({ costs: costs({ totalUsd: '4' }) }) })
    const next = open()
    await next.forPage()
    await next.keep(view(), [])
    expect(JSON.parse(await json(next))).toMatchObject({ snapshot: { costs: { week: { totalUsd: '4' } } } })
  })
  it('is none at a first start', async () => {
    expect(await open().forPage()).toBeNull()
  })
  it('is none for a page of another build', async () => {
    await written()
    expect(await open('another build').forPage()).toBeNull()
  })
  it.each([
    ['cut off', (text: string) => text.slice(0, -20)],
    ['changed', (text: string) => text.replace('"warning"', '"ok"')],
    ['emptied', () => ''],
    ['something else', () => 'hello\nworld'],
  ])('is none where the file is %s', async (_what, damage) => {
    await written()
    writeFileSync(file, damage(readFileSync(file, 'utf8')))
    expect(await open().forPage()).toBeNull()
  })
  it('is there at the next start, whatever a message of it reads like', async () => {
    await written(view('refused: key=abc" and token="def'))
    expect((JSON.parse(await json(open())) as LastView).snapshot.components[0]?.message).toContain('refused')
  })
  it('holds no secret, and only its user may read it', async () => {
    await written(view('Refused: hunter22-value, Bearer abcdefghijklmnop'), ['hunter22-value'])
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('Refused')
    expect(text).not.toMatch(/hunter22|abcdefghijklmnop/)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  })
  it('can’t end the element of the page it stands in', async () => {
    await written(view('</script><script>alert(1)</script>'))
    const text = await json(open())
    expect(text).not.toContain('<')
    expect((JSON.parse(text) as LastView).snapshot.components[0]?.message).toBe('</script><script>alert(1)</script>')
  })
  it('is written once a minute at most, and when asked to', async () => {
    let monotonic = 0
    const kept = open('one build', { now: () => 2000, monotonic: () => monotonic })
    const found = async () => (JSON.parse(await json(open())) as LastView).snapshot.components[0]?.message
    await kept.keep(view('first'), [])
    monotonic = 59_999
    await kept.keep(view('second'), [])
    expect(await found()).toBe('first')
    monotonic = 60_000
    await kept.keep(view('third'), [])
    expect(await found()).toBe('third')
    await kept.keep(view('last'), [])
    await kept.write()
    expect(await found()).toBe('last')
  })
  it('begins the page of the next start with what the window drew of it last', async () => {
    const before = open()
    before.stills.drawnBy(async (pictures) => pictures.map(({ at, snapshot: { components } }) => `<p>${components[0]!.status} at ${at}</p>`))
    await before.keep(view('The key lacks a right.'), [])
    await before.end()
    expect((await open().forPage())?.still).toBe('<p>warning at 2000</p>')
    writeFileSync(file, readFileSync(file, 'utf8').replace('<p>warning', '<p>fine'))
    expect(await open().forPage()).toBeNull()
  })
  it('bothers nobody where it can’t be written', async () => {
    const kept = new LastViewFile(join(folder, 'missing', 'last-view'), async () => 'page', { now: () => 0, monotonic: () => 0 })
    await expect(kept.keep(view(), [])).resolves.toBeUndefined()
  })
})
