import { describe, expect, it } from 'vitest'
import { LaneSource } from '../../../../src/renderer/features/timeline/lane-source'
import { fault } from '../../../../src/shared/faults'
import { err, ok, type Result } from '../../../../src/shared/result'
import type { TimelineQuestion, TimelineView } from '../../../../src/shared/timeline'
import { viewOf } from './views'

/** A source whose answers come when the test says so. */
function world(now = 1e6) {
  const asked: { question: TimelineQuestion; answer: (told?: Result<TimelineView>) => Promise<void> }[] = []
  const beside: string[] = []
  const source = new LaneSource({
    view: (question) =>
      new Promise((done) => {
        asked.push({
          question,
          answer: async (told = ok(viewOf({ from: question.from, to: question.to, firstAt: -1e9, at: now }))) => {
            done(told)
            await new Promise((next) => setImmediate(next))
          },
        })
      }),
    spend: async () => ok({ bars: [] }),
    line: async (target) => (beside.push(target), ok({ unit: 'ms', at: [1], low: [1], middle: [1], high: [1] })),
    now: () => now,
  })
  return { source, asked, beside }
}

const span = { from: 500_000, to: 600_000 }

describe('asking', () => {
  it('takes what lies beside along, so that a pan finds its picture there', async () => {
    const { source, asked } = world()
    source.look(span, 100)
    expect(asked[0]!.question).toEqual({ from: 400_000, to: 700_000, width: 300 })
    await asked[0]!.answer()
    source.look({ from: 540_000, to: 640_000 }, 100)
    expect(asked).toHaveLength(1)
    expect(source.get().answer?.question).toEqual(asked[0]!.question)
  })

  it('near an end what comes next is asked for, while the picture stays', async () => {
    const { source, asked } = world()
    source.look(span, 100)
    await asked[0]!.answer()
    source.look({ from: 430_000, to: 530_000 }, 100)
    expect(asked[1]!.question.from).toBe(330_000)
    expect(source.get().answer?.question.from).toBe(400_000)
    await asked[1]!.answer()
    expect(source.get().answer?.question.from).toBe(330_000)
  })

  it('one question at a time; the newest wish is asked for next, those between never', async () => {
    const { source, asked } = world()
    source.look(span, 100)
    source.look({ from: 100_000, to: 200_000 }, 100)
    source.look({ from: 0, to: 100_000 }, 100)
    expect(asked).toHaveLength(1)
    await asked[0]!.answer()
    expect(asked).toHaveLength(2)
    expect(asked[1]!.question.to).toBe(200_000)
  })

  it('too coarse a picture is drawn until the finer one is here, and the way back is instant', async () => {
    const { source, asked } = world()
    source.look(span, 100)
    await asked[0]!.answer()
    source.look({ from: 550_000, to: 555_000 }, 100)
    expect(source.get().answer?.question.width).toBe(300)
    await asked[1]!.answer()
    expect(source.get().answer?.question).toBe(asked[1]!.question)
    source.look(span, 100)
    expect(source.get().answer?.question).toBe(asked[0]!.question)
    expect(asked).toHaveLength(2)
  })
})

describe('what belongs to an answer', () => {
  it('lines are asked for where they are opened, and stay until the next are here', async () => {
    const { source, asked, beside } = world()
    source.look(span, 100)
    await asked[0]!.answer()
    expect(beside).toEqual([])
    source.open(['stripe'])
    await new Promise((next) => setImmediate(next))
    expect(source.get().answer?.lines['stripe']?.question).toBe(asked[0]!.question)
    source.look({ from: 550_000, to: 555_000 }, 100)
    await asked[1]!.answer()
    expect(source.get().answer?.lines['stripe']?.question).toBe(asked[1]!.question)
    expect(beside).toEqual(['stripe', 'stripe'])
    expect(source.get().answer?.spend).toEqual({ bars: [] })
  })

  it('a question that goes wrong leaves the picture, and says so until one goes well', async () => {
    const { source, asked } = world()
    source.look(span, 100)
    await asked[0]!.answer()
    source.refresh()
    await asked[1]!.answer(err(fault('internal', 'Broken.')))
    expect([source.get().fault?.message, source.get().answer?.question]).toEqual(['Broken.', asked[0]!.question])
    source.refresh()
    await asked[2]!.answer()
    expect(source.get().fault).toBeNull()
  })
})
