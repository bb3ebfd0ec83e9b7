import { Button } from '@mantine/core'
import { useState } from 'react'
import type { JobView } from '../../../shared/model'
import { call } from '../../bridge'
import { showNotice, useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './SchedulePage.module.css'

const words = texts.schedule
/** The job whose work is a look at everything: how far that has come is how far the job has. */
const probeJob = 'daily-probe'

/** Runs a job by hand. The result is in its row as soon as there is one, and is said aloud. */
export function RunNow({ job }: { job: JobView }) {
  const [asked, setAsked] = useState(false)
  const [said, setSaid] = useState('')
  const isRunning = asked || job.last?.outcome === 'running'
  const progress = useConsole((state) => (job.id === probeJob && isRunning ? progressOf(state.snapshot?.run?.targets) : null))
  const run = async (): Promise<void> => {
    if (isRunning) return
    setAsked(true)
    setSaid('')
    const answer = await call('jobs.run', { job: job.id })
    setAsked(false)
    if (answer.ok) setSaid(words.finished(job.title, words.outcomes[answer.value.outcome]))
    else showNotice(answer.error)
  }
  const shown = isRunning ? (progress ?? words.running) : words.runNow
  return (
    <>
      <Button className={styles.button ?? ''} aria-label={words.runNowOf(shown, job.title)} aria-disabled={isRunning} aria-busy={isRunning} onClick={() => void run()}>
        {shown}
      </Button>
      <output className="unseen">{said}</output>
    </>
  )
}

function progressOf(targets: Readonly<Record<string, 'looking' | 'done'>> | undefined): string | null {
  if (!targets) return null
  const all = Object.values(targets)
  return words.lookedAt(all.filter((state) => state === 'done').length, all.length)
}
