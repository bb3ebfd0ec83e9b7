import { Button, Progress } from '@mantine/core'
import '@mantine/core/styles/Progress.layer.css'
import { percent } from '../../shared/format'
import styles from './WorkProgress.module.css'
import { cancelWork, useWork } from './works'

/** Where long work was started: how far it is, in a bar and in words, and a way to stop it. Nothing while none is under way. */
export function WorkProgress({ id }: { id: string }) {
  const work = useWork(id)
  if (!work) return null
  const { title, part, detail, stop } = work
  return (
    <div className={styles.work} data-testid={`work-${id}`}>
      <Progress className={styles.bar ?? ''} size="sm" value={part === null ? 100 : Math.floor(part * 100)} animated={part === null} transitionDuration={0} aria-label={title} />
      <span className={styles.words}>{[part === null ? '' : percent(Math.floor(part * 100)), detail].filter(Boolean).join(' · ')}</span>
      {stop && <Button onClick={() => cancelWork(id)}>{stop}</Button>}
    </div>
  )
}
