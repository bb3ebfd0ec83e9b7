import { appendFileSync, mkdirSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EventLog, eventLogs } from '../../../src/host/spending/event-log'
import { freshFolder } from '../support'

function logIn(folder = join(freshFolder(), 'logs'), secrets: string[] = []) {
  const path = join(folder, 'events.ndjson')
  return { folder, path, log: new EventLog(folder, () => secrets), text: () => readFileSync(path, 'utf8') }
}

describe('lines that are handed in', () => {
  it('are on disk when that is said, in their order, however many send at once', async () => {
    const { log, text } = logIn()
    await Promise.all(Array.from({ length: 20 }, (_, i) => log.append([`{"n":${i}}`, `{"m":${i}}`])))
    expect(text()).toBe(Array.from({ length: 20 }, (_, i) => `{"n":${i}}\n{"m":${i}}\n`).join(''))
  })

  it('are never joined to one the computer stopped within', async () => {
    const { log, folder, path, text } = logIn()
    mkdirSync(folder)
    writeFileSync(path, '{"a":1}\n{"torn":')
    await log.append(['{"b":2}'])
    expect(text()).toBe('{"a":1}\n{"torn":\n{"b":2}\n')
  })

  it('hold no credential', async () => {
    const { log, text } = logIn(undefined, ['sk-very-secret-value'])
    await log.append(['{"key":"sk-very-secret-value"}'])
    expect(text()).not.toContain('very-secret')
  })

  it('that can’t be kept don’t hinder those that come after', async () => {
    const { log, path, folder } = logIn()
    mkdirSync(path, { recursive: true })
    await expect(log.append(['{}'])).rejects.toMatchObject({ code: 'EISDIR' })
    await expect(log.append(['{}'])).rejects.toMatchObject({ code: 'EISDIR' })
    expect(readdirSync(folder)).toEqual(['events.ndjson'])
  })
})

describe('a log that has grown large', () => {
  it('is set aside under the next number, and never over an older one', async () => {
    const { log, folder, path, text } = logIn()
    mkdirSync(folder)
    appendFileSync(join(folder, 'events.ndjson.1'), 'older')
    writeFileSync(path, '')
    truncateSync(path, 33 * 1024 * 1024)
    await log.append(['{"b":2}'])
    expect(text()).toBe('{"b":2}\n')
    expect(readdirSync(folder).toSorted()).toEqual(['events.ndjson', 'events.ndjson.1', 'events.ndjson.2'])
    expect(readFileSync(join(folder, 'events.ndjson.1'), 'utf8')).toBe('older')
    for (const name of readdirSync(folder)) expect(eventLogs).toContain(name)
  })
})
