import { Progress } from '@mantine/core'
import { useEffect } from 'react'
import '@mantine/core/styles/Progress.layer.css'
import styles from './WorkFoot.module.css'
import { followWorks, useWorks } from './works'

/** Long work, in sight from every page; of several the one that began first. */
export function WorkFoot() {
  useEffect(followWorks, [])
  const work = useWorks(({ running }) => Object.values(running)[0])
  if (!work) return null
  return (
    <div className={styles.work} data-testid="work-foot" data-tip={work.detail || work.title}>
      <span className={styles.title}>{work.title}</span>
      <Progress size={3} value={work.part === null ? 100 : Math.floor(work.part * 100)} animated={work.part === null} transitionDuration={0} aria-label={work.title} />
    </div>
  )
}
