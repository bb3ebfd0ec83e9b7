import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { coalesced, Hub } from '../../../src/host/hub'
import { until } from '../support'

describe('the hub', () => {
  it('starves nobody when a sink breaks', () => {
    const broken: string[] = []
    const seen: string[] = []
    const hub = new Hub<number>((sink, error) => broken.push(`${sink}: ${String(error)}`))
    hub.subscribe({ name: 'first', take: (value) => seen.push(`first ${value}`) })
    hub.subscribe({ name: 'bad', take: () => { throw new Error('broken') } })
    hub.subscribe({ name: 'last', take: (value) => seen.push(`last ${value}`) })
    hub.publish(1)
    hub.publish(2)
    expect(seen).toEqual(['first 1', 'last 1', 'first 2', 'last 2'])
    expect(broken).toEqual(['bad: Error: broken', 'bad: Error: broken'])
  })

  it('gives each subscriber its own off-switch', () => {
    const seen: number[] = []
    const hub = new Hub<number>(() => {})
    const off = hub.subscribe({ name: 'one', take: (value) => seen.push(value) })
    hub.publish(1)
    off()
    hub.publish(2)
    expect(seen).toEqual([1])
  })
})

describe('coalesced', () => {
  it('calls at once, then once more for a whole burst', async () => {
    let calls = 0
    const call = coalesced(() => calls++, 5)
    for (let i = 0; i < 1000; i++) call()
    expect(calls).toBe(1)
    await until(() => calls === 2, 'the last call')
  })

  it('isn’t starved by a stream that never pauses', () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    let calls = 0
    const call = coalesced(() => calls++, 60)
    // Every 10 ms for a minute: never a pause as long as the interval.
    for (let at = 0; at < 60_000; at += 10) {
      call()
      vi.advanceTimersByTime(10)
    }
    expect(calls).toBe(1001)
  })
})
