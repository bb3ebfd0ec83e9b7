import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFileFacts } from '../../../src/host/io/files'
import { freshFolder } from '../support'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23, 10, 0, seconds))

function write(path: string, content: string, changed = at(0)): string {
  writeFileSync(path, content)
  utimesSync(path, changed, changed)
  return path
}

async function facts(path: string) {
  const found = await readFileFacts(path)
  if (!found.ok) throw new Error(found.error.message)
  return found.value
}

describe('a file', () => {
  it('is told by its size, its time and itself', async () => {
    const path = write(join(freshFolder(), 'run.log'), 'größe', at(30))
    expect(await facts(path)).toEqual({ path, sizeBytes: 7, changedAt: at(30).getTime(), identity: expect.stringMatching(/^\d+:\d+$/) })
  })

  it('stays itself while it grows, and when it is cut short', async () => {
    const path = write(join(freshFolder(), 'run.log'), 'one')
    const { identity } = await facts(path)
    appendFileSync(path, 'two')
    expect(await facts(path)).toMatchObject({ sizeBytes: 6, identity })
    truncateSync(path, 1)
    expect(await facts(path)).toMatchObject({ sizeBytes: 1, identity })
  })

  it('is another one once it is rotated, under the same name', async () => {
    const path = write(join(freshFolder(), 'run.log'), 'one')
    const { identity } = await facts(path)
    renameSync(path, `${path}.1`)
    write(path, 'one')
    expect((await facts(path)).identity).not.toBe(identity)
    expect((await facts(`${path}.1`)).identity).toBe(identity)
  })

  it('is found by a link to it', async () => {
    const folder = freshFolder()
    const path = write(join(folder, '2026-11-23.log'), 'one')
    symlinkSync(path, join(folder, 'current'))
    expect((await facts(join(folder, 'current'))).identity).toBe((await facts(path)).identity)
  })
})

describe('a folder', () => {
  it('stands for the file in it that changed last', async () => {
    const folder = freshFolder()
    write(join(folder, 'a.log'), 'a', at(10))
    write(join(folder, 'b.log'), 'bb', at(30))
    write(join(folder, 'c.log'), 'ccc', at(20))
    expect(await facts(folder)).toMatchObject({ path: join(folder, 'b.log'), sizeBytes: 2, changedAt: at(30).getTime() })
    write(join(folder, 'c.log'), 'cccc', at(40))
    expect(await facts(folder)).toMatchObject({ path: join(folder, 'c.log'), sizeBytes: 4 })
  })

  it('stands for no folder in it, and for nothing that leads nowhere', async () => {
    const folder = freshFolder()
    const inner = join(folder, 'inner')
    mkdirSync(inner)
    write(join(inner, 'newer.log'), 'x', at(50))
    symlinkSync(inner, join(folder, 'link-to-folder'))
    symlinkSync(join(folder, 'nothing'), join(folder, 'link-to-nothing'))
    write(join(folder, 'run.log'), 'x')
    expect((await facts(folder)).path).toBe(join(folder, 'run.log'))
  })

  it('without a file is missing one', async () => {
    const folder = freshFolder()
    mkdirSync(join(folder, 'inner'))
    expect(await readFileFacts(folder)).toEqual({ ok: false, error: { code: 'path_missing', message: `There is no file in ${folder}.`, hint: 'Check the path in Settings › Checks.' } })
  })
})

describe('a path', () => {
  it('that leads nowhere says so', async () => {
    const folder = freshFolder()
    const file = write(join(folder, 'run.log'), 'x')
    const gone = write(join(folder, 'gone.log'), 'x')
    rmSync(gone)
    for (const path of [gone, join(file, 'below-a-file')]) expect(await readFileFacts(path)).toMatchObject({ ok: false, error: { code: 'path_missing', message: `${path} isn’t there.` } })
  })

  it.runIf(process.platform !== 'win32')('to something else than a file isn’t waited for', async () => {
    const pipe = join(freshFolder(), 'pipe')
    execFileSync('mkfifo', [pipe])
    expect(await readFileFacts(pipe)).toMatchObject({ ok: false, error: { code: 'path_missing', message: `${pipe} is neither a file nor a folder.` } })
    expect(await readFileFacts('/dev/null')).toMatchObject({ ok: false, error: { code: 'path_missing' } })
  })

  it('that goes round in circles can’t be looked at', async () => {
    const path = join(freshFolder(), 'round')
    symlinkSync(path, path)
    expect(await readFileFacts(path)).toMatchObject({ ok: false, error: { code: 'could_not_look', message: `${path} can’t be read (ELOOP).` } })
  })
})
