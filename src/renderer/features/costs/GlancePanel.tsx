import { Button, UnstyledButton } from '@mantine/core'
import type { CostsView } from '../../../shared/costs'
import { percent } from '../../../shared/format'
import { ShareBar } from '../../parts/ShareBar'
import { changeSince } from '../../parts/change'
import { dollarParts, dollars, pico, share } from '../../parts/money'
import panel from '../../parts/Panel.module.css'
import { StatusMark } from '../../parts/StatusMark'
import { classes } from '../../parts/classes'
import { texts } from '../../texts'
import { Forecast } from './Forecast'
import styles from './GlancePanel.module.css'
import { partTitle, rangeOf } from './amounts'
import type { Opened } from './CallsDrawer'
import { type Chosen, datesOf, nameOf } from './period'
import { problemsOf } from './problems'

const words = texts.costsPage

interface Props {
  view: CostsView
  chosen: Chosen
  onOpen: (opened: Opened) => void
  /** Leads to what is missing from the figures. */
  onUnsure: () => void
}

/** How much it is, against before, of what kinds, and where the month is going. */
export function GlancePanel({ view, chosen, onOpen, onUnsure }: Props) {
  return (
    <section className={classes(panel.panel, styles.body)} aria-label={words.glance} data-testid="costs-glance">
      <div className={styles.figures}>
        <Total view={view} chosen={chosen} onOpen={onOpen} />
        {view.forecast && <Forecast forecast={view.forecast} budgets={view.budgets} />}
        <Unsure view={view} onShow={onUnsure} />
      </div>
      {view.kinds.length > 0 && <Kinds view={view} />}
    </section>
  )
}

function Unsure({ view, onShow }: { view: CostsView; onShow: () => void }) {
  const [worst, ...more] = problemsOf(view)
  if (!worst) return null
  return (
    <Button className={styles.unsure ?? ''} aria-label={words.showUnsure(more.length + 1)} leftSection={<StatusMark status={worst.status} size={14} />} onClick={onShow}>
      {words.unsure(more.length + 1)}
    </Button>
  )
}

function Total({ view, chosen, onOpen }: Omit<Props, 'onUnsure'>) {
  const { total, before } = view
  const range = rangeOf(total)
  const amount = dollars(total.usd)
  const name = nameOf(chosen) ?? datesOf(view.span, view.zone)
  const former = words[chosen.before === 0 ? 'formerSoFar' : 'former'][chosen.period]
  return (
    <div>
      <p className={styles.quiet}>{chosen.before === 0 ? words.soFar(name) : name}</p>
      <p className={styles.line}>
        <UnstyledButton
          className={styles.amount}
          data-testid="costs-total"
          data-tip={madeOf(view)}
          aria-haspopup="dialog"
          aria-label={words.callsOf(name, amount)}
          onClick={() => onOpen({ title: name, amount, span: { from: view.span.from, to: view.span.to }, where: {} })}
        >
          {amount}
        </UnstyledButton>
        <span className={styles.quiet} data-tip={texts.costs.gradeTip[total.grade]}>
          {texts.costs.grade[total.grade]}
        </span>
        {range && (
          <span className={styles.quiet} data-tip={words.rangeTip}>
            {pico(total.low) > pico(total.usd) ? words.withUnpriced(range) : words.range(range)}
          </span>
        )}
      </p>
      <p className={styles.quiet}>{before ? <Compared usd={total.usd} before={before} former={former} /> : words.nothingKnown}</p>
    </div>
  )
}

function madeOf({ kinds, total, span, zone }: CostsView): string {
  const { parts } = dollarParts(total.usd, kinds.map(({ usd }) => usd))
  return words.totalTip(kinds.map(({ name }, index) => `${partTitle('kind', name)} ${parts[index]}`), `${datesOf(span, zone)}, ${zone}`, texts.costs.gradeTip[total.grade])
}

function Compared({ usd, before, former }: { usd: string; before: NonNullable<CostsView['before']>; former: string }) {
  const change = changeSince(before.soFar.usd, usd)
  const soFar = dollars(before.soFar.usd)
  if (!change) return words.beforeNothing(former)
  return <span data-tip={words.comparedTip(soFar, dollars(before.whole.usd))}>{words.compared(change.words, former, soFar)}</span>
}

function Kinds({ view: { kinds, total } }: Pick<Props, 'view'>) {
  const { parts } = dollarParts(total.usd, kinds.map(({ usd }) => usd))
  return (
    <ul className={styles.kinds} aria-label={words.dimensions.kind}>
      {kinds.map((kind, index) => (
        <li key={kind.name} className={styles.kind} data-tip={words.ofAll(percent(share(kind.usd, total.usd) * 100))}>
          <span className={styles.quiet}>{partTitle('kind', kind.name)}</span>
          <span className={styles.kindAmount}>{parts[index]}</span>
          <ShareBar share={share(kind.usd, total.usd)} className={styles.bar} />
        </li>
      ))}
    </ul>
  )
}
