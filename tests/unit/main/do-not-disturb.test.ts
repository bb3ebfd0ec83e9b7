import { describe, expect, it } from 'vitest'
import { doNotDisturb, type Ask } from '../../../src/main/do-not-disturb'

/** A desktop that answers these questions, and knows no other. */
const desktop = (answers: Record<string, string>) => {
  const asked: string[] = []
  const ask: Ask = async (program, args) => {
    const key = args.at(-1)!
    asked.push(`${program} ${key}`)
    return answers[key] ?? null
  }
  return { ask, asked }
}

describe('do not disturb', () => {
  it.each([
    ['KDE, off', 'KDE', { Inhibited: 'b false' }, 'allowed'],
    ['KDE, on', 'KDE', { Inhibited: 'b true' }, 'quiet'],
    ['dunst, off', '', { paused: 'b false' }, 'allowed'],
    ['dunst, paused', 'i3', { paused: 'b true', Inhibited: 'b false' }, 'held'],
    ['GNOME, off', 'ubuntu:GNOME', { 'show-banners': 'true' }, 'allowed'],
    ['GNOME, on', 'ubuntu:GNOME', { 'show-banners': 'false' }, 'quiet'],
    ['a setting left over from GNOME', 'XFCE', { 'show-banners': 'false' }, 'unknown'],
    ['a desktop that says nothing', 'XFCE', {}, 'unknown'],
    ['one that says something strange', '', { paused: 'i 7' }, 'allowed'],
  ])('%s', async (_where, name, answers, state) => {
    expect(await doNotDisturb('linux', name, desktop(answers as Record<string, string>).ask)).toBe(state)
  })

  it.each(['darwin', 'win32'] as const)('isn’t asked for on %s', async (platform) => {
    const { ask, asked } = desktop({})
    expect(await doNotDisturb(platform, '', ask)).toBe('unknown')
    expect(asked).toEqual([])
  })

  it('is unknown where the programs that would tell aren’t there', async () => {
    const path = process.env['PATH']
    process.env['PATH'] = '/nowhere'
    try {
      expect(await doNotDisturb('linux', 'GNOME')).toBe('unknown')
    } finally {
      process.env['PATH'] = path
    }
  })
})
