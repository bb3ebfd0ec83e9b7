import { Button, Progress } from '@mantine/core'
import '@mantine/core/styles/Progress.layer.css'
import type { CostsView } from '../../../shared/costs'
import { call } from '../../bridge'
import { cancelWork, useWork } from '../../parts/works'
import { texts } from '../../texts'
import styles from './Reading.module.css'

/** Logs are being read: how far, while what is known already shows below; or they were put off. */
export function Reading({ reading: { part, words, held } }: { reading: NonNullable<CostsView['reading']> }) {
  const work = useWork('log-reading')
  return (
    <section className={styles.reading} data-testid="costs-reading">
      <div className={styles.line}>
        <p>{held ? texts.costsPage.heldBack(words) : texts.costsPage.partial(words)}</p>
        {held && <Button onClick={() => void call('costs.readOn')}>{texts.costsPage.readOn}</Button>}
        {!held && work?.stop && <Button onClick={() => cancelWork(work.id)}>{work.stop}</Button>}
      </div>
      {!held && <Progress value={part * 100} size={4} transitionDuration={0} color="var(--accent)" aria-label={texts.costsPage.partialBar} />}
    </section>
  )
}
