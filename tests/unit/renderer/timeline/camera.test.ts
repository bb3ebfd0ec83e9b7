import { describe, expect, it } from 'vitest'
import { lengthOf, presetMs } from '../../../../src/renderer/features/timeline/axis'
import { Camera } from '../../../../src/renderer/features/timeline/camera'
import { fromLocalInput, localInput } from '../../../../src/renderer/parts/note-time'
import { timelineCommand, type TimelineCommand } from '../../../../src/renderer/features/timeline/timeline-keys'

describe('the camera', () => {
  const start = 1e12
  const world = () => {
    const clock = { now: start }
    return { clock, camera: new Camera(presetMs.hour, () => clock.now) }
  }

  it('goes along with time while the newest is in sight, and stays where somebody looks back', () => {
    const { clock, camera } = world()
    const { to } = camera.looking.span
    clock.now += 60_000
    camera.tick()
    expect(camera.looking.span.to).toBe(to + 60_000)
    camera.pan(-0.5)
    const { span, follows } = camera.looking
    expect(follows).toBe(false)
    clock.now += 60_000
    camera.tick()
    expect(camera.looking.span).toBe(span)
    camera.toNow()
    expect([camera.looking.follows, lengthOf(camera.looking.span)]).toEqual([true, presetMs.hour])
  })

  it('zooms at the cursor, without one at now', () => {
    const { camera } = world()
    camera.zoom(0.5)
    expect(camera.looking.follows).toBe(true)
    camera.point(camera.looking.span.from + 60_000)
    const before = camera.looking.cursor! - camera.looking.span.from
    camera.zoom(0.5)
    expect(camera.looking.cursor! - camera.looking.span.from).toBeCloseTo(before / 2, 3)
  })

  it('tells of changes alone', () => {
    const { camera } = world()
    let told = 0
    const stop = camera.subscribe(() => told++)
    camera.point(5)
    camera.point(5)
    expect(told).toBe(1)
    stop()
    camera.point(6)
    expect(told).toBe(1)
  })
})

it.each<[string, boolean, TimelineCommand | null]>([
  ['ArrowLeft', false, { do: 'pan', part: -0.25 }],
  ['ArrowRight', false, { do: 'pan', part: 0.25 }],
  ['ArrowRight', true, { do: 'cursor', by: 1 }],
  ['+', true, { do: 'zoom', factor: 1 / 1.6 }],
  ['=', false, { do: 'zoom', factor: 1 / 1.6 }],
  ['-', false, { do: 'zoom', factor: 1.6 }],
  ['1', false, { do: 'preset', preset: 'hour' }],
  ['6', false, { do: 'preset', preset: 'year' }],
  ['7', false, null],
  ['Home', false, { do: 'now' }],
  ['n', false, { do: 'note' }],
  ['x', false, null],
])('the key %s (shift: %s) means %o', (key, shift, command) => {
  expect(timelineCommand({ key, shift })).toEqual(command)
})

describe('the time of a note', () => {
  it('goes through the field and back to the second', () => {
    const at = new Date(2026, 10, 23, 9, 14, 5).getTime()
    expect(localInput(at)).toBe('2026-11-23T09:14:05')
    expect(fromLocalInput('2026-11-23T09:14:05', 0)).toBe(at)
    expect(fromLocalInput('2026-11-23T09:14:05', at + 400)).toBe(at + 400)
    expect(fromLocalInput('', at)).toBeNull()
  })

  it('of the hour that comes twice stays what it was (Auckland, 5 April 2026)', () => {
    const second = Date.UTC(2026, 3, 4, 14, 30)
    expect(localInput(second)).toBe('2026-04-05T02:30:00')
    expect(fromLocalInput(localInput(second), second)).toBe(second)
    expect(fromLocalInput(localInput(second - 3_600_000), second - 3_600_000)).toBe(second - 3_600_000)
  })
})
