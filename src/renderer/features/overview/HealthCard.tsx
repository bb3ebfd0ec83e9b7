import { ActionIcon, Button } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import { useEffect, useState } from 'react'
import type { ComponentView } from '../../../shared/model'
import { IconChartBar, IconPlus, IconRefresh } from '../../parts/icons'
import { Panel } from '../../parts/Panel'
import { remember, remembered } from '../../parts/memory'
import { StatusMark } from '../../parts/StatusMark'
import { clockTime, exactTime } from '../../parts/time'
import { runProbe, showPage, useConsole } from '../../store'
import { texts } from '../../texts'
import { ComponentRow } from './ComponentRow'
import { CostStrip } from './CostStrip'
import { FoldRow } from './FoldRow'
import { foldedRows } from './fold'
import styles from './HealthCard.module.css'
import { NextRuns } from './NextRuns'
import { runCount } from './row-view'

/** The card a founder looks at first: state, components, costs, what runs next. */
export function HealthCard() {
  return (
    <Panel title={<Title />} aside={<OverallNow />} end={<Buttons />}>
      <Components />
      <CostStrip />
      <NextRuns />
    </Panel>
  )
}

/** The signs 📊 and ⟳ are drawn as icons, since many desktops have no font for them; read and searched they are there. */
function Title() {
  return (
    <>
      <IconChartBar size={16} stroke={2} aria-hidden />
      <span>
        <span className="unseen" aria-hidden>
          {texts.health.glyph}{' '}
        </span>
        {texts.health.title}
      </span>
    </>
  )
}

function OverallNow() {
  const overall = useConsole((state) => state.snapshot?.overall)
  const at = useConsole((state) => state.snapshot?.at)
  if (!overall || at === undefined) return null
  return (
    <p className={styles.overall}>
      <span className={styles.state} data-testid="overall-state" data-status={overall}>
        <StatusMark status={overall} />
        {texts.status[overall]}
      </span>
      <span className={styles.asOf} data-tip={exactTime(at)}>
        {texts.health.asOf(clockTime(at))}
      </span>
    </p>
  )
}

function Buttons() {
  return (
    <>
      <ActionIcon aria-label={texts.health.addCheck} data-tip={texts.health.addCheck} onClick={() => showPage('settings', 'new-check')}>
        <IconPlus size={16} aria-hidden />
      </ActionIcon>
      <RunButton />
    </>
  )
}

function RunButton() {
  const run = useConsole((state) => state.snapshot?.run ?? null)
  const probing = useConsole((state) => state.probing)
  const ready = useConsole((state) => state.snapshot !== null)
  const busy = probing || run !== null
  const count = run ? runCount(run) : null
  return (
    <Button
      className={styles.run ?? ''}
      data-testid="run-probe"
      data-tip={texts.health.runTip}
      aria-disabled={busy || !ready}
      aria-busy={busy}
      leftSection={<IconRefresh size={14} stroke={2} aria-hidden />}
      onClick={() => {
        if (!busy && ready) void runProbe()
      }}
    >
      <span className="unseen" aria-hidden>
        {texts.health.runGlyph}{' '}
      </span>
      {busy ? (count ? `${texts.health.running} ${texts.health.progress(count.done, count.all)}` : texts.health.running) : texts.health.run}
    </Button>
  )
}

function Components() {
  const components = useConsole((state) => state.snapshot?.components)
  const run = useConsole((state) => state.snapshot?.run ?? null)
  const [open, setOpen] = useState(() => remembered('checks-open') === 'yes')
  useRememberedCount(components)
  if (!components) return <Placeholders />
  const { rows, folded, canFold } = foldedRows(components, open)
  const toggle = (): void => {
    remember('checks-open', open ? 'no' : 'yes')
    setOpen(!open)
  }
  const head = [texts.health.state, texts.health.component, texts.health.finding, texts.health.latency, texts.health.history, texts.health.age, texts.health.action]
  return (
    <table aria-label={texts.health.title} className={styles.table} data-rows>
      <thead className="unseen">
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={styles.rows}>
        {rows.map((component) => (
          <ComponentRow key={component.target} component={component} run={run} />
        ))}
        {canFold && <FoldRow folded={folded} open={open} onToggle={toggle} />}
      </tbody>
    </table>
  )
}

/** As many places as there were rows the last time, so that nothing jumps; five when this is the first. */
const fewest = 5
const most = 16

function useRememberedCount(components: readonly ComponentView[] | undefined): void {
  const count = components?.length
  useEffect(() => {
    if (count !== undefined) remember('component-count', String(count))
  }, [count])
}

const placesLeft = (): number[] => Array.from({ length: Math.min(most, Math.max(fewest, Number(remembered('component-count')) || fewest)) }, (_, row) => row)

/** Until the first snapshot: the rows' places, still. */
function Placeholders() {
  return (
    <div className={styles.waiting}>
      <output className="unseen">{texts.frame.loading}</output>
      {placesLeft().map((row) => (
        <div key={row} className={styles.placeholder} />
      ))}
    </div>
  )
}
