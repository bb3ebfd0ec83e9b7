import { Button } from '@mantine/core'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { sentence } from '../../bridge'
import { useClock } from '../../clock'
import { Empty } from '../../parts/Empty'
import { classes } from '../../parts/classes'
import page from '../../parts/page.module.css'
import { useMedia } from '../../parts/use-media'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import { componentChoices, isFiltered, noFilter } from './filter'
import { IncidentDetail } from './IncidentDetail'
import { IncidentList } from './IncidentList'
import { IncidentsHead } from './IncidentsHead'
import styles from './IncidentsPage.module.css'
import { listItems } from './list-items'
import { useChoice } from './use-choice'
import { type Incidents, useIncidents } from './use-incidents'
import { useLater } from './use-later'

const IncidentDrawer = lazy(() => import('./IncidentDrawer'))
const words = texts.incidents

/** The list, and beside it what is known of the chosen one; where there is no room for both, over it. */
export default function IncidentsPage() {
  const [filter, setFilter] = useState(noFilter)
  const incidents = useIncidents(useLater(filter))
  const { open, past } = incidents
  const minute = useClock((now) => Math.floor(now / 60_000) * 60_000)
  const items = useMemo(() => listItems({ open: open ?? [], past: past.rows ?? [], more: past.more }, minute, words.openShort), [open, past.rows, past.more, minute])
  const listed = useMemo(() => items.flatMap((item) => (item.kind === 'incident' ? item.incident : [])), [items])
  const choice = useChoice(listed, listed[0]?.id ?? null)
  const detail = useRef<HTMLElement>(null)
  const wide = useMedia('(min-width: 1080px)')
  const known = open !== null && past.rows !== null
  const components = useConsole((state) => state.snapshot?.components)
  const openOne = (id: string): void => {
    choice.open(id)
    if (wide) detail.current?.focus({ preventScroll: true })
  }
  return (
    <div className={classes(page.page, styles.page, wide && styles.whole)}>
      <IncidentsHead filter={filter} components={componentChoices(components ?? [], listed, filter.component)} found={known ? words.found(listed.length, past.more) : null} onFilter={setFilter} />
      <div className={classes(styles.columns, wide && styles.split)}>
        <section className={styles.list} aria-label={words.title}>
          <State incidents={incidents} empty={known && listed.length === 0 && !past.more} filtered={isFiltered(filter)} onClear={() => setFilter(noFilter)} />
          <IncidentList items={items} chosen={choice.id} beside={wide} onChoose={choice.choose} onOpen={openOne} onNearEnd={past.goOn} />
        </section>
        {wide && (choice.incident || known) && (
          <section ref={detail} className={styles.detail} aria-label={words.details} tabIndex={-1}>
            {choice.incident ? <IncidentDetail key={choice.incident.id} incident={choice.incident} /> : <Empty title={words.choose} />}
          </section>
        )}
      </div>
      {!wide && choice.opened && choice.incident && (
        <Suspense>
          <IncidentDrawer key={choice.incident.id} incident={choice.incident} onClose={choice.close} />
        </Suspense>
      )}
    </div>
  )
}

interface StateProps {
  incidents: Incidents
  empty: boolean
  filtered: boolean
  onClear: () => void
}

/** What there is to say when the list is empty, or can’t be read anew. */
function State({ incidents: { past, again }, empty, filtered, onClear }: StateProps) {
  if (past.fault) {
    return (
      <Empty title={past.rows ? words.staleList : words.failed} hint={sentence(past.fault)}>
        <Button className={styles.step ?? ''} onClick={again}>{words.tryAgain}</Button>
      </Empty>
    )
  }
  if (!empty) return null
  if (!filtered) return <Empty title={words.none} hint={words.noneHint} />
  return (
    <Empty title={words.noneFit} hint={words.noneFitHint}>
      <Button className={styles.step ?? ''} onClick={onClear}>{words.clearFilter}</Button>
    </Empty>
  )
}
