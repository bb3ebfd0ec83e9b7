import { lazy, Suspense, useRef, useState } from 'react'
import type { Incident } from '../../../shared/model'
import { call, sentence } from '../../bridge'
import { Empty } from '../../parts/Empty'
import { Panel } from '../../parts/Panel'
import { classes } from '../../parts/classes'
import page from '../../parts/page.module.css'
import { useAsked } from '../../parts/use-asked'
import { useMedia } from '../../parts/use-media'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import { IncidentDetail } from './IncidentDetail'
import { IncidentList } from './IncidentList'
import styles from './IncidentsPage.module.css'
import { merged } from './incident-list'

const IncidentDrawer = lazy(() => import('./IncidentDrawer'))

const recorded = () => call('incidents.list', { limit: 200 })

/** The list, and beside it what is known of the chosen one; where there is no room for both, over it. */
export default function IncidentsPage() {
  const open = useConsole((state) => state.snapshot?.incidents)
  const at = useConsole((state) => state.snapshot?.at ?? 0)
  const asked = useAsked(recorded, open)
  const { current, past } = merged(open ?? [], asked.value ?? [], at)
  const choice = useChoice(useConsole((state) => state.focus), current[0] ?? past[0])
  const detail = useRef<HTMLElement>(null)
  const wide = useMedia('(min-width: 1080px)')
  // One that has just ended is in neither list until the newer record is here.
  const chosen = [...current, ...past, ...(asked.value ?? [])].find(({ id }) => id === choice.id)
  const list = {
    chosen: choice.id,
    beside: wide,
    onChoose: choice.choose,
    onOpen: (id: string) => {
      choice.open(id)
      if (wide) detail.current?.focus({ preventScroll: true })
    },
  }

  if (asked.value !== null && current.length === 0 && past.length === 0) return <Nothing />
  return (
    <div className={classes(page.page, styles.page, wide && styles.whole)}>
      <h1 className={page.heading}>{texts.incidents.title}</h1>
      {asked.fault && (
        <Panel title={texts.incidents.failed}>
          <Empty title={sentence(asked.fault)} />
        </Panel>
      )}
      <div className={classes(styles.columns, wide && styles.split)}>
        <div className={styles.lists} data-rows>
          <IncidentList title={texts.incidents.openShort} incidents={current} none={texts.incidents.noneOpen} {...list} />
          {past.length > 0 && <IncidentList title={texts.incidents.past} incidents={past} {...list} />}
        </div>
        {wide && (
          <section ref={detail} className={styles.detail} aria-label={texts.incidents.details} tabIndex={-1}>
            {chosen ? <IncidentDetail key={chosen.id} incident={chosen} /> : <Empty title={choice.id && asked.value ? texts.incidents.gone : texts.incidents.choose} />}
          </section>
        )}
      </div>
      {!wide && choice.opened && chosen && (
        <Suspense>
          <IncidentDrawer key={chosen.id} incident={chosen} onClose={choice.close} />
        </Suspense>
      )}
    </div>
  )
}

function Nothing() {
  return (
    <div className={page.page}>
      <h1 className={page.heading}>{texts.incidents.title}</h1>
      <Panel title={texts.incidents.openShort} quiet>
        <Empty title={texts.incidents.none} hint={texts.incidents.noneHint} />
      </Panel>
    </div>
  )
}

/** Which incident is looked at: the one the page was opened for, else the first; it stays when the list is sorted anew. */
function useChoice(asked: string | null, first: Incident | undefined) {
  const [id, setId] = useState(asked)
  const [opened, setOpened] = useState(id !== null)
  if (id === null && first) setId(first.id)
  return {
    id,
    opened,
    choose: setId,
    open: (next: string) => {
      setId(next)
      setOpened(true)
    },
    close: () => setOpened(false),
  }
}
