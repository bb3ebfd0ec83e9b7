import { duration, plural } from '../../shared/format'
import { defineRule, type Finding } from '../plugin'
import { usualGapsToAlert } from '../tick-rule'
import { schedulersOf, type TickFigures } from '../ticks'

export default defineRule({
  id: 'tick-gaps',
  title: 'Tick gaps',
  componentOf: () => 'scheduler_tick',
  judgesBy: ({ ticks, watch }) => [ticks.gapSeconds, ticks.proofOfWork, watch.logDir, watch.remote],
  byKept: 'scheduler_tick',
  evaluate({ components, settings, openIncident }) {
    return schedulersOf(components)
      .filter(({ failing }) => failing)
      // After a start everyone has time to tick; what was open before goes on.
      .filter(({ source, settling }) => !settling || openIncident(source))
      .map((scheduler) => ({ target: scheduler.source, severity: 'fail', ...words(scheduler, settings.ticks.gapSeconds) }))
  },
})

function words(scheduler: TickFigures, gapSeconds: number): Omit<Finding, 'target' | 'severity'> {
  const { name, state, silentMs, streak, path } = scheduler
  const many = `${plural(streak, 'gap')} of more than ${gapSeconds} s in a row; more than ${usualGapsToAlert - 1} are too many.`
  if (state === 'missing')
    return { title: `${name} hasn’t ticked`, message: `No tick has come for ${duration(silentMs)}, since it has been watched.`, hint: `Start it, or watch another folder. Looked in ${path ?? 'its log'}.`, code: 'tick_missing' }
  const code = 'tick_silent'
  if (state === 'idle')
    return { title: `${name} ticks, but does nothing`, message: `Its ticks come, but no job has done anything for ${duration(silentMs)}: ${many}`, hint: 'Look at what its jobs wait for; a full queue or a lost connection keeps them from starting.', code }
  if (state === 'silent') return { title: `${name} has gone quiet`, message: `No tick for ${duration(silentMs)}: ${many}`, hint: hintFor(scheduler), code }
  return { title: `${name} ticks too late`, message: streak === 0 ? 'It ticks again; one more tick on time ends this.' : `Its last ticks came late: ${many}`, hint: hintFor(scheduler), code }
}

const hintFor = ({ source }: TickFigures): string =>
  source === 'own' ? 'If it goes on, restart the console; console.log has the details.' : 'Check that EchoPilot is running; its scheduler should tick every 60 s.'
