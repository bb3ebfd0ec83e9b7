import type { ComponentView } from '../../../shared/model'
import { useClock } from '../../clock'
import { Age } from '../../parts/Age'
import { Exact } from '../../parts/Exact'
import { Facts } from '../../parts/Facts'
import { dayTime } from '../../../shared/moments'
import { texts } from '../../texts'
import styles from './ComponentDetails.module.css'
import { type GapRow, type HealFigures, healsOf, onDayLine, type SchedulerFigures, schedulersOf } from './scheduler-view'
import own from './SchedulerDetails.module.css'
import { Section } from './Section'

const words = texts.schedulers
/** More are counted. */
const gapsShown = 12

/** Each watched scheduler with its gaps by what they were, and what its jobs’ self-healing came to. */
export function SchedulerDetails({ component }: { component: ComponentView }) {
  const heals = healsOf(component)
  return (
    <>
      {schedulersOf(component).map((scheduler) => (
        <Scheduler key={scheduler.name} scheduler={scheduler} />
      ))}
      {heals && <Heals heals={heals} />}
    </>
  )
}

function Scheduler({ scheduler: { name, state, lastTickAt, day, classes, gaps, problem } }: { scheduler: SchedulerFigures }) {
  return (
    <Section title={name}>
      <Facts
        facts={[
          [words.state, state],
          problem !== null && [words.problem, problem],
          lastTickAt !== null && [words.lastTick, <Exact key="tick" at={lastTickAt} age={<Age at={lastTickAt} />} />],
          [words.in24h, day],
          classes !== null && [words.classes, classes],
        ]}
      />
      {gaps.length > 0 && <Gaps name={name} gaps={gaps} />}
    </Section>
  )
}

function Gaps({ name, gaps }: { name: string; gaps: readonly GapRow[] }) {
  const now = useClock((at) => Math.floor(at / 60_000) * 60_000)
  return (
    <>
      <svg className={own.day} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
        <rect className={own.ticking} x={0} y={0} width={100} height={10} />
        {gaps.map((gap) => (
          <rect key={gap.from} className={own.gap} data-kind={gap.kind} y={0} height={10} {...onDayLine(gap, now)} />
        ))}
      </svg>
      <p className={own.ends}>
        <span>{words.dayAgo}</span>
        <span>{words.now}</span>
      </p>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={words.gapsOf(name)}>
          <thead>
            <tr>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.began}</th>
              <th scope="col" className={styles.figures}>{words.lasted}</th>
              <th scope="col" className={styles.figures}>{words.counts}</th>
            </tr>
          </thead>
          <tbody>
            {gaps.slice(0, gapsShown).map(({ kind, from, what, lasted, gaps: counted }) => (
              <tr key={from}>
                <td>
                  <span className={own.key} data-kind={kind} aria-hidden /> {what}
                </td>
                <td>{dayTime(from)}</td>
                <td className={styles.figures}>{lasted}</td>
                <td className={styles.figures}>{counted}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {gaps.length > gapsShown && <p className={styles.hint}>{words.more(gaps.length - gapsShown)}</p>}
    </>
  )
}

function Heals({ heals: { day, total, burned, jobs } }: { heals: HealFigures }) {
  return (
    <Section title={words.heals}>
      <Facts facts={[[words.in24h, day], [words.everKept, total], [words.burned, burned]]} />
      {jobs.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table} aria-label={words.heals}>
            <thead>
              <tr>
                <th scope="col">{words.job}</th>
                {[words.tries, words.failedInARow, words.healed, words.burned].map((title) => (
                  <th key={title} scope="col" className={styles.figures}>{title}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {jobs.map(({ job, attempts, failedInARow, success, burned: cost }) => (
                <tr key={job}>
                  <td>{job}</td>
                  {[attempts, failedInARow, success, cost].map((cell, place) => (
                    <td key={place} className={styles.figures}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}
