import { describe, expect, it } from 'vitest'
import { WindowArtist } from '../../../src/main/artist'
import type { Drawing } from '../../../src/shared/stills'

const settings = {} as Drawing['settings']

function artist(hears = true, patienceMs = 60_000) {
  const asked: Drawing[] = []
  return { asked, window: new WindowArtist((drawing) => (asked.push(drawing), hears), patienceMs) }
}

describe('a window that draws', () => {
  it('answers the question it was asked', async () => {
    const { asked, window } = artist()
    const drawn = window.draw([], settings)
    window.answer({ number: asked[0]!.number, pages: ['<p>'] })
    expect(await drawn).toEqual(['<p>'])
  })
  it('is not asked where there is none', async () => {
    expect(await artist(false).window.draw([], settings)).toBeNull()
  })
  it('is not waited for', async () => {
    expect(await artist(true, 1).window.draw([], settings)).toBeNull()
  })
  it('can’t answer a question with the picture of another', async () => {
    const { asked, window } = artist()
    const [first, second] = [window.draw([], settings), window.draw([], settings)]
    window.answer({ number: asked[0]!.number, pages: ['old'] })
    window.answer({ number: asked[1]!.number, pages: ['new'] })
    expect(await Promise.all([first, second])).toEqual([null, ['new']])
  })
})
