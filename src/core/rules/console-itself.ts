import { utcTime } from '../../shared/format'
import { ownComponent, refusalTarget } from '../../shared/refusals'
import { ownGrounds, type OwnFacts } from '../own-facts'
import { defineRule, type Finding } from '../plugin'

/** What the console can’t do: nobody else would say so. */
export default defineRule({
  id: 'console-itself',
  title: 'The console itself',
  componentOf: () => ownComponent,
  byKept: ownGrounds,
  evaluate({ own }) {
    if (!own) return []
    return [...own.runs.map(undone), ...(own.logProblem === null ? [] : [unwritten(own.logProblem)]), ...own.refusals.map(refused)]
  },
})

const undone = ({ job, title, dueAt, outcome }: OwnFacts['runs'][number]): Finding => ({
  target: `job:${job}`,
  severity: 'warning',
  title: outcome === 'missed' ? `${title} was missed` : `${title} failed`,
  message: `${title} was due at ${utcTime(dueAt)} UTC and ${outcome === 'missed' ? 'hasn’t been run, nor made up for' : 'broke off'}.`,
  hint: 'Run it now on the Schedule page; if that fails too, console.log has the details.',
  code: null,
})

const unwritten = (problem: string): Finding => ({
  target: 'logs',
  severity: 'fail',
  title: 'The console’s logs can’t be written',
  message: problem,
  hint: 'Free some space, or check the folder’s rights. Watching and alerting go on meanwhile.',
  code: 'storage_failed',
})

const refused = ({ channel, title, message, hint }: OwnFacts['refusals'][number]): Finding => ({
  target: refusalTarget(channel),
  severity: 'fail',
  title: `Nothing more can be sent: ${title}`,
  message: `${message} What is meant for it is kept.`,
  hint,
  code: 'channel_off',
})
