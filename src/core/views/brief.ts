import { age, duration, plural, utcTime } from '../../shared/format'
import type { Brief, ComponentView, Incident, JobRun, Snapshot } from '../../shared/model'
import { statusShape, statusWord } from '../../shared/status'
import { moneySections, type MoneyFacts } from './brief-money'
import { sentenceOf } from './overall'

export interface BriefFacts {
  snapshot: Pick<Snapshot, 'overall' | 'headline' | 'components' | 'checklist'>
  /** Opened or resolved in the last 24 h. */
  incidents: readonly Incident[]
  /** null until costs have been added up. */
  money: MoneyFacts | null
  runs: readonly JobRun[]
}

/** The founder's morning page: what is, what was, what it cost, what needs a hand. */
export function composeBrief(facts: BriefFacts, now: number): Brief {
  const sections = [stateNow(facts, now), lastDay(facts, now), ...moneySections(facts.money), regularity(facts), needsHand(facts)]
  return {
    at: now,
    overall: facts.snapshot.overall,
    headline: facts.snapshot.headline,
    sections: sections.filter((section) => section.lines.length > 0),
  }
}

function stateNow({ snapshot }: BriefFacts, now: number) {
  const lines = snapshot.components
    .filter((component) => component.status !== 'off')
    .map((component) => {
      const seen = component.checkedAt === null ? '' : ` (${age(component.checkedAt, now)})`
      return `${statusShape[component.status]} ${saidOf(component)}${seen}`
    })
  return { title: `State at ${utcTime(now)} UTC`, lines }
}

const saidOf = (component: ComponentView): string =>
  component.message ? sentenceOf(component) : `${component.title}: ${component.figure ?? statusWord[component.status]}`

function lastDay({ incidents }: BriefFacts, now: number) {
  const lines = incidents.map((incident) =>
    incident.resolvedAt === null
      ? `${statusShape[incident.severity]} ${incident.title}, open for ${duration(now - incident.openedAt)}`
      : `${statusShape.ok} ${incident.title}, lasted ${duration(incident.resolvedAt - incident.openedAt)}`,
  )
  return { title: 'Last 24 hours', lines: lines.length > 0 ? lines : ['No incidents.'] }
}

function regularity({ snapshot, runs }: BriefFacts) {
  const tick = snapshot.components.find((component) => component.target === 'scheduler_tick')
  const late = runs.filter((run) => run.late).length
  const failed = runs.filter((run) => run.outcome === 'failed').length
  const lines = tick?.figure ? [`Ticks: ${tick.figure}`] : []
  if (late > 0) lines.push(`${plural(late, 'scheduled run')} late`)
  if (failed > 0) lines.push(`${plural(failed, 'scheduled run')} failed`)
  return { title: 'Regularity', lines }
}

function needsHand({ snapshot }: BriefFacts) {
  const problems = snapshot.components
    .filter((component) => component.status === 'fail' || component.status === 'warning')
    .map((component) => `${component.title}: ${component.hint ?? component.message}`)
  return { title: 'Needs your hand', lines: problems.length > 0 ? problems : ['Nothing.'] }
}

/** The brief as plain text, for a terminal. */
export function briefText(brief: Brief): string {
  const head = `${statusShape[brief.overall]} ${brief.headline}`
  return [head, ...brief.sections.map(({ title, lines }) => `\n${title}\n${lines.map((line) => `  ${line}`).join('\n')}`)].join('\n')
}
