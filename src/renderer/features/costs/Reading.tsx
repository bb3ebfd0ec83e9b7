import { Progress } from '@mantine/core'
import '@mantine/core/styles/Progress.layer.css'
import type { CostsView } from '../../../shared/costs'
import { texts } from '../../texts'
import styles from './Reading.module.css'

/** Logs are being read: how far, while what is known already shows below. */
export function Reading({ reading: { part, words } }: { reading: NonNullable<CostsView['reading']> }) {
  return (
    <section className={styles.reading} data-testid="costs-reading">
      <p>{texts.costsPage.partial(words)}</p>
      <Progress value={part * 100} size={4} transitionDuration={0} color="var(--accent)" aria-label={texts.costsPage.partialBar} />
    </section>
  )
}
