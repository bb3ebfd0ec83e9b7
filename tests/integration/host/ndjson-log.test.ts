import { existsSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { NdjsonLog } from '../../../src/host/io/ndjson-log'
import { freshFolder } from '../support'

const lines = (path: string): unknown[] => readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)

it('appends one JSON line each, whatever it holds', () => {
  const folder = join(freshFolder(), 'made', 'when', 'needed')
  const log = new NdjsonLog(folder, 'a.log', () => [])
  log.append({ event: 'one', text: 'two\nlines, “quotes”, ✅' })
  log.append({ event: 'two' })
  expect(lines(log.path)).toEqual([{ event: 'one', text: 'two\nlines, “quotes”, ✅' }, { event: 'two' }])
})

it('writes no secret: not those it is told, nor those that look like one', () => {
  let known = ['hunter2-hunter2']
  const log = new NdjsonLog(freshFolder(), 'a.log', () => known)
  const shaped = ['rk_test_', 'sk_live_'].map((prefix) => prefix + 'a1B2'.repeat(6))
  log.append({ error: `refused hunter2-hunter2 at https://api.example.com/?token=abcdef0123456789, ${shaped.join(' ')}`, nested: { password: 'correct horse battery' } })
  known = ['another-known-secret']
  log.append({ error: 'another-known-secret' })
  const text = readFileSync(log.path, 'utf8')
  for (const secret of ['hunter2-hunter2', 'abcdef0123456789', 'correct horse', 'another-known-secret', ...shaped]) expect(text).not.toContain(secret)
  expect(lines(log.path), 'what is left is JSON still').toHaveLength(2)
})

it('reports a folder that can’t be written once, and its recovery once, and never throws', () => {
  const folder = freshFolder()
  const path = join(folder, 'logs')
  writeFileSync(path, 'a file where the folder should be')
  const problems: (string | null)[] = []
  const log = new NdjsonLog(path, 'a.log', () => [], (problem) => problems.push(problem))
  for (let i = 0; i < 5; i++) log.append({ i })
  expect(problems).toEqual([`${join(path, 'a.log')} can’t be written (ENOTDIR).`])
  rmSync(path)
  for (let i = 5; i < 8; i++) log.append({ i })
  expect(problems).toEqual([`${join(path, 'a.log')} can’t be written (ENOTDIR).`, null])
  expect(lines(log.path)).toEqual([{ i: 5 }, { i: 6 }, { i: 7 }])
  renameSync(path, join(folder, 'elsewhere'))
  log.append({ i: 8 })
  expect(lines(log.path)).toEqual([{ i: 8 }])
})

it('says so when the disk is full', () => {
  if (!existsSync('/dev/full')) return
  const problems: (string | null)[] = []
  const log = new NdjsonLog('/dev', 'full', () => [], (problem) => problems.push(problem))
  log.append({ i: 1 })
  log.append({ i: 2 })
  expect(problems).toEqual(['/dev/full can’t be written (ENOSPC).'])
})

it('is set aside when it has grown large, so that logs never fill the disk they watch', () => {
  const folder = freshFolder()
  const path = join(folder, 'a.log')
  writeFileSync(path, '')
  truncateSync(path, 33 * 1024 * 1024)
  const log = new NdjsonLog(folder, 'a.log', () => [])
  log.append({ i: 1 })
  expect(statSync(`${path}.1`).size).toBe(33 * 1024 * 1024)
  expect(lines(path)).toEqual([{ i: 1 }])
})
