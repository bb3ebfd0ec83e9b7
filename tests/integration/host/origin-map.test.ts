import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOriginMap } from '../../../src/host/io/origin-map'
import { freshFolder } from '../support'

function mapOf(content: string | null) {
  const path = join(freshFolder(), 'map.json')
  if (content !== null) writeFileSync(path, content)
  return { path, map: readOriginMap(path) }
}

describe('an origin map', () => {
  it('leads real origins to this machine', () => {
    const { map } = mapOf('{ "https://api.stripe.com": "http://127.0.0.1:4010/ignored", "https://api.notion.com": "http://localhost:1", "https://api.openai.com": "http://[::1]:2" }')
    expect(map).toEqual({ ok: true, value: new Map([['https://api.stripe.com', 'http://127.0.0.1:4010'], ['https://api.notion.com', 'http://localhost:1'], ['https://api.openai.com', 'http://[::1]:2']]) })
  })

  it.each([
    ['isn’t there', null, 'it can’t be read.'],
    ['isn’t JSON', '{ "https://api.stripe.com": ', 'it isn’t JSON.'],
    ['is a list', '[]', 'it isn’t a JSON object.'],
    ['names no origin', '{ "api.stripe.com": "http://127.0.0.1:1" }', '“api.stripe.com” isn’t an origin.'],
    ['names more than an origin', '{ "https://api.stripe.com/v1": "http://127.0.0.1:1" }', '“https://api.stripe.com/v1” isn’t an origin.'],
    ['gives no URL', '{ "https://api.stripe.com": 4010 }', '“https://api.stripe.com” has no URL.'],
    ['leads off this machine', '{ "https://api.stripe.com": "http://stripe.example.com" }', '“http://stripe.example.com” isn’t on this machine.'],
    ['seems to lead here', '{ "https://api.stripe.com": "http://127.0.0.1@example.com/" }', 'isn’t on this machine.'],
    ['leads to a file', '{ "https://api.stripe.com": "file:///etc/passwd" }', 'isn’t on this machine.'],
  ])('that %s says so, with an example', (_case, content, words) => {
    const { map, path } = mapOf(content)
    expect(map).toMatchObject({ ok: false, error: { code: 'invalid_input', hint: 'Write it like { "https://api.stripe.com": "http://127.0.0.1:4010" }.' } })
    expect((map as { error: { message: string } }).error.message).toContain(`--origin-map ${path}: `)
    expect((map as { error: { message: string } }).error.message).toContain(words)
  })
})
