import { duration, plural } from '../../shared/format'
import { sections } from '../../shared/settings'
import { defineProbe } from '../plugin'
import { bad, good, off, unseen } from '../reading'
import { tickFigures, type TickFigures } from '../ticks'

const worstFirst: TickFigures['state'][] = ['silent', 'missing', 'unreadable', 'ticking']

export default defineProbe({
  kind: 'scheduler_tick',
  target: 'scheduler_tick',
  title: 'Scheduler tick',
  order: 4,
  reach: 'local',
  section: 'ticks',
  schema: sections.ticks,
  async run(config, io) {
    if (!config.enabled) return off('Schedulers aren’t watched.')
    const now = io.clock.now()
    const beats = (await io.heartbeats()).map((beat) => tickFigures(beat, now, config.gapSeconds * 1000))
    const worst = beats.toSorted((a, b) => worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state))[0]
    if (!worst) return off('No console is running here and no log folder is watched, so nothing ticks.')
    return judge(worst, beats)
  },
  action: (code) =>
    code === 'tick_silent' || code === 'tick_missing' || code === 'could_not_look'
      ? { label: 'Watched logs', do: { kind: 'settings', section: 'watch' } }
      : null,
})

function judge(worst: TickFigures, beats: TickFigures[]) {
  const gaps = beats.reduce((sum, beat) => sum + beat.gaps24h, 0)
  const age = duration(worst.ageMs ?? 0)
  const detail = { schedulers: beats.map((beat) => ({ ...beat })) }
  if (worst.state === 'silent')
    return bad('tick_silent', `${worst.name} has been silent for ${age}.`, {
      hint: 'Check that its scheduler is running; it should tick every 60 s.',
      figure: `last tick ${age} ago`,
      value: gaps,
      detail,
    })
  if (worst.state === 'missing')
    return bad('tick_missing', `${worst.name} has no tick in its log yet.`, {
      hint: `Start its scheduler, or watch another folder. Looked in ${worst.path ?? 'its log'}.`,
      detail,
    })
  if (worst.state === 'unreadable')
    return unseen('could_not_look', worst.problem ?? `${worst.name} can’t be read.`, {
      hint: 'Choose a readable log folder in Settings.',
      detail,
    })
  return good('', { figure: `${age} ago · ${plural(gaps, 'gap')} in 24 h`, value: gaps, detail })
}
