import { duration, plural, utcTime } from '../../shared/format'
import type { Detail } from '../../shared/model'
import { sections } from '../../shared/settings'
import type { Self } from '../plugin'
import { defineProbe } from '../plugin'
import { bad, good, off, unseen } from '../reading'
import { tickFigures, type TickFigures } from '../ticks'
import type { Io } from '../io'
import { timelineOf } from '../timeline'

const worstFirst: TickFigures['state'][] = ['silent', 'idle', 'missing', 'unreadable', 'unfetched', 'ticking']

export default defineProbe({
  kind: 'scheduler_tick',
  title: 'Scheduler tick',
  builtIn: { target: 'scheduler_tick', order: 4, section: 'ticks' },
  description: 'The heartbeat of every watched scheduler.',
  reach: 'local',
  unit: 'gaps',
  schema: sections.ticks,
  async run(config, io, self) {
    const heals = healsOf(io, self)
    if (!config.enabled) return { ...off('Schedulers aren’t watched.'), detail: heals }
    const beats = await io.heartbeats()
    const timeline = timelineOf(io.presence())
    const rules = { gapMs: config.gapSeconds * 1000, proofOfWork: config.proofOfWork }
    const figures = beats.map((beat) => tickFigures(beat, timeline, rules))
    const worst = figures.toSorted((a, b) => worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state))[0]
    if (!worst) return { ...off('No console is running here and no log folder is watched, so nothing ticks.'), detail: heals }
    return judge(worst, figures, { schedulers: figures.map((one) => ({ ...one })), ...heals })
  },
  action: (code) =>
    code === 'tick_silent' || code === 'tick_missing' || code === 'could_not_look' || code === 'stale'
      ? { label: 'Watched logs', do: { kind: 'settings', section: 'watch' } }
      : null,
})

/** Until the logs have been read, what was known of them before still holds. */
function healsOf(io: Io, { before }: Self): Detail {
  const heals = io.selfHeals()
  const known = heals ? { ...heals } : before?.detail['selfHeal']
  return known === undefined ? {} : { selfHeal: known }
}

function judge(worst: TickFigures, figures: readonly TickFigures[], detail: Detail) {
  const gaps = figures.reduce((sum, one) => sum + one.gaps24h, 0)
  const { name, path, problem, lastTickAt } = worst
  const age = duration(worst.ageMs ?? 0)
  const silent = duration(worst.silentMs)
  if (worst.state === 'silent')
    return bad('tick_silent', `${name} has been silent for ${silent}.`, {
      hint: 'Check that its scheduler is running; it should tick every 60 s.',
      figure: `last tick ${age} ago`,
      value: gaps,
      detail,
    })
  if (worst.state === 'idle')
    return bad('tick_silent', `${name} ticks, but no job has done anything for ${silent}.`, {
      hint: 'Look at what its jobs wait for, or let every tick count in Settings.',
      figure: `no work for ${silent}`,
      value: gaps,
      detail,
    })
  if (worst.state === 'missing')
    return bad('tick_missing', `${name} has no tick in its log yet.`, {
      hint: `Start its scheduler, or watch another folder. Looked in ${path ?? 'its log'}.`,
      detail,
    })
  if (worst.state === 'unreadable')
    return unseen('could_not_look', problem ?? `${name} can’t be read.`, {
      hint: 'Choose a readable log folder in Settings.',
      detail,
    })
  if (worst.state === 'unfetched')
    return unseen('stale', `${name} isn’t known: nothing new of its log has been fetched${lastTickAt === null ? '' : ` since its tick of ${utcTime(lastTickAt)} UTC`}.`, {
      hint: 'It shows again with the next fetch. If none comes, check what fetches the log.',
      figure: lastTickAt === null ? null : `last tick ${age} ago`,
      detail,
    })
  return good('', { figure: `${age} ago · ${plural(gaps, 'gap')} in 24 h`, value: gaps, detail })
}
