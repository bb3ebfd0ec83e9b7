import { useMemo } from 'react'
import type { RunCursor, RunView } from '../../../shared/schedule'
import { call } from '../../bridge'
import page from '../../parts/page.module.css'
import { PageHead } from '../../parts/PageHead'
import { useAsked } from '../../parts/use-asked'
import { usePages } from '../../parts/use-pages'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import { Jobs } from './Jobs'
import { Runs } from './Runs'

const pageRows = 100
const askRuns = (after: RunCursor | null) => call('jobs.history', { limit: pageRows, after })
const askDays = () => call('jobs.days')
const idOf = ({ id }: RunView): string => id

/** What the console does by itself, and when. */
export default function SchedulePage() {
  const jobs = useConsole((state) => state.snapshot?.jobs)
  const runs = usePages(askRuns, jobs, idOf)
  const days = useAsked(askDays, jobs)
  const byJob = useMemo(() => days.value && new Map(days.value.map((one) => [one.job, one])), [days.value])
  return (
    <div className={page.page}>
      <PageHead title={texts.schedule.title} />
      <Jobs jobs={jobs ?? []} days={byJob} />
      <Runs runs={runs} jobs={jobs ?? []} />
    </div>
  )
}
