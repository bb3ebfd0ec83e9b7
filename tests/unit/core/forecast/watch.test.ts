import { describe, expect, it } from 'vitest'
import { ForecastWatch } from '../../../../src/core/forecast/watch'
import { disk, hour, minute, now, sampleOf, settingsWith } from '../world'

const settings = settingsWith()
const disks = (at: number, used: number) => sampleOf('disk_ok', 'ok', { at, latencyMs: 3, detail: { filesystems: [{ ...disk(used) }] } })
const answers = (at: number, latencyMs: number | null, status: 'ok' | 'fail' = 'ok') => sampleOf('notion', status, { at, latencyMs })
const view = (watch: ForecastWatch, series: string) => watch.views().find((one) => one.series === series)

describe('what is followed', () => {
  it('each filesystem at two horizons, and each component that answers', () => {
    const watch = new ForecastWatch()
    watch.take([disks(now, 61), answers(now, 85), sampleOf('scheduler_tick', 'ok', { latencyMs: 1 }), sampleOf('stripe', 'off', { latencyMs: null })], settings)
    expect(watch.views().map(({ series }) => series)).toEqual(['disk-24:/', 'disk-72:/', 'latency:notion'])
    expect(view(watch, 'disk-24:/')).toMatchObject({ value: 61, alert: false, hours: null })
    expect(view(watch, 'latency:notion')).toMatchObject({ value: 85, alert: false })
  })

  it('a disk that fills steadily is foreseen, and the forecast is right', () => {
    const watch = new ForecastWatch()
    let claimedAt: number | null = null
    for (let h = 0; h <= 200; h += 0.25) {
      const used = Math.min(100, 40 + h * 0.3)
      watch.take([disks(now + h * hour, used)], settings)
      if (claimedAt === null && view(watch, 'disk-24:/')!.alert) {
        claimedAt = h
        // What it says then holds the truth between its bounds.
        const { hours, between } = view(watch, 'disk-24:/')!
        expect(between!.low).toBeLessThanOrEqual(hours!)
        expect(between!.low).toBeLessThanOrEqual(200 - h)
        expect(between!.high).toBeGreaterThanOrEqual(200 - h)
      }
    }
    // Full after 200 h: a day before is 176 h.
    expect(claimedAt).toBeGreaterThan(160)
    expect(claimedAt).toBeLessThan(190)
    expect(view(watch, 'disk-24:/')!.record).toMatchObject({ claims: 1, hits: 1, missed: 0 })
    expect(view(watch, 'disk-24:/')!.record.leadMs).toBeGreaterThan(8 * hour)
  })

  it('a disk that stays as it is promises nothing', () => {
    const watch = new ForecastWatch()
    for (let h = 0; h < 300; h++) watch.take([disks(now + h * hour, 61 + Math.sin(h) * 0.2)], settings)
    expect(watch.views().every(({ alert, record }) => !alert && record.claims === 0)).toBe(true)
  })

  it('a failed look is no latency', () => {
    const watch = new ForecastWatch()
    for (let i = 0; i < 50; i++) watch.take([answers(now + i * 5 * minute, 80 + (i % 5))], settings)
    watch.take([answers(now + 50 * 5 * minute, 10_000, 'fail')], settings)
    expect(view(watch, 'latency:notion')).toMatchObject({ value: 84, alert: false })
  })
})

describe('looks by the button', () => {
  /** Two weeks of looks, then ten slow ones so far apart. */
  function slowAfterwards(apart: number): boolean {
    const watch = new ForecastWatch()
    const looks = 14 * 288
    for (let i = 0; i < looks; i++) watch.take([answers(now + i * 5 * minute, 180 + (i % 7))], settings)
    for (let i = 1; i <= 10; i++) watch.take([answers(now + looks * 5 * minute + i * apart, 900)], settings)
    return view(watch, 'latency:notion')!.alert
  }

  it('seconds apart are one look, minutes apart are as many as they are', () => {
    expect(slowAfterwards(2000)).toBe(false)
    expect(slowAfterwards(5 * minute)).toBe(true)
  })

  it('after the clock was set back they count', () => {
    const watch = new ForecastWatch()
    watch.take([answers(now, 180)], settings)
    watch.take([answers(now - hour, 90)], settings)
    expect(view(watch, 'latency:notion')!.value).toBe(90)
  })
})

describe('what is known', () => {
  it('is kept, and goes on as if never stopped', () => {
    const one = new ForecastWatch()
    const two = new ForecastWatch()
    let kept = two
    for (let h = 0; h < 120; h++) {
      const samples = [disks(now + h * hour, 40 + h * 0.4), answers(now + h * hour, 80 + (h % 7))]
      one.take(samples, settings)
      kept.take(samples, settings)
      if (h % 13 === 0) kept = new ForecastWatch(JSON.parse(JSON.stringify(kept.save())) as Record<string, unknown>)
    }
    expect(kept.views()).toEqual(one.views())
  })

  it('of another version, or of nobody, begins anew', () => {
    const watch = new ForecastWatch({ 'disk-24:/': { detector: 'rubbish' }, 'latency:notion': null, 'disk-72:/': 7 })
    expect(watch.views()).toEqual([])
    watch.take([disks(now, 61)], settings)
    expect(watch.views()).toHaveLength(2)
  })

  it('is forgotten with its component', () => {
    const watch = new ForecastWatch()
    watch.take([answers(now, 85)], settings)
    watch.forget('notion')
    expect(watch.views()).toEqual([])
  })
})

describe('unusual values of a check', () => {
  const check = (watchValue: boolean, kind = 'log-growing') => ({ id: 'job-log', kind, title: 'Job log', enabled: true, everySeconds: null, watchValue, settings: kind === 'tcp' ? { host: 'db.example.com', port: 5432 } : { path: '/var/log/job.log' } })
  const watched = settingsWith({ checks: { list: [check(true)] } })
  const sized = (at: number, value: number | null, status: 'ok' | 'fail' = 'ok') => sampleOf('job-log', status, { at, value, latencyMs: 2 })
  const noise = (i: number) => 5000 + ((i * 7919) % 40)
  /** Two quiet days, then one value. */
  function after(value: number, kept = (watch: ForecastWatch) => watch) {
    let watch = new ForecastWatch()
    for (let i = 0; i < 576; i++) watch.take([sized(now + i * 5 * minute, noise(i))], watched)
    watch = kept(watch)
    watch.take([sized(now + 48 * hour, value)], watched)
    return watch
  }

  it('are told of for an hour, with the value that was unusual', () => {
    const watch = after(90_000)
    expect(view(watch, 'anomaly:job-log')).toMatchObject({ alert: true, value: 90_000, record: { claims: 1, hits: 0 } })
    watch.take([sized(now + 48 * hour + 5 * minute, 5010)], watched)
    expect(view(watch, 'anomaly:job-log')).toMatchObject({ alert: true, value: 90_000 })
    watch.take([sized(now + 49 * hour, 5010)], watched)
    expect(view(watch, 'anomaly:job-log')).toMatchObject({ alert: false, value: 5010, record: { claims: 1, since: null } })
  })

  it('usual ones aren’t', () => {
    expect(view(after(5020), 'anomaly:job-log')).toMatchObject({ alert: false, record: { claims: 0 } })
  })

  it('are known over a restart', () => {
    const again = after(90_000, (watch) => new ForecastWatch(JSON.parse(JSON.stringify(watch.save())) as Record<string, unknown>))
    expect(again.views()).toEqual(after(90_000).views())
  })

  it('that announce a failure are counted for it', () => {
    const watch = after(90_000)
    watch.take([sized(now + 48 * hour + 10 * minute, null, 'fail')], watched)
    expect(view(watch, 'anomaly:job-log')).toMatchObject({ alert: false, record: { claims: 1, hits: 1, leadMs: 10 * minute } })
  })

  it('are followed only where they are watched, and forgotten with the switch', () => {
    const watch = after(90_000)
    watch.take([sized(now + 50 * hour, 5000)], settingsWith({ checks: { list: [check(false)] } }))
    expect(view(watch, 'anomaly:job-log')).toBeUndefined()
  })

  it('of a check that measures nothing but time are its latency, judged once', () => {
    const watch = new ForecastWatch()
    watch.take([sampleOf('job-log', 'ok', { at: now, latencyMs: 12 })], settingsWith({ checks: { list: [check(true, 'tcp')] } }))
    expect(watch.views()).toMatchObject([{ series: 'anomaly:job-log', value: 12 }])
  })
})
