import type { ReactNode } from 'react'
import type { GapSpan, LookStatus } from '../../../shared/timeline'
import tones from '../../parts/tones.module.css'
import { texts } from '../../texts'
import styles from './Legend.module.css'
import { gapLooks, type Look, stateLooks } from './palette'
import { failedRun, flagShapes, otherRun, runShapes } from './paint-marks'
import { tilePaths, tileSize } from './textures'

const words = texts.timeline
const states = Object.keys(stateLooks) as LookStatus[]
const gaps = Object.keys(gapLooks) as GapSpan['kind'][]
const marks = { probe: runShapes['daily-probe']!, brief: runShapes['ceo-brief']!, summary: runShapes['weekly-summary']!, other: otherRun }
const flags = ['deployment', 'note'] as const

/** Every shape with its word, so that nothing hangs on colour. */
export function Legend() {
  return (
    <dl className={styles.legend} aria-label={words.legend}>
      <Group title={words.legendStates}>{states.map((state) => <Entry key={state} word={texts.status[state]}>{<Swatch look={stateLooks[state]} />}</Entry>)}</Group>
      <Group title={words.legendGaps}>{gaps.map((kind) => <Entry key={kind} word={texts.schedulers.kinds[kind]}>{<Swatch look={gapLooks[kind]} />}</Entry>)}</Group>
      <Group title={words.legendMarks}>
        {(Object.keys(marks) as (keyof typeof marks)[]).map((name) => (
          <Entry key={name} word={words.marks[name]}>
            <path className={styles.mark} d={marks[name]} transform="translate(10 7)" />
          </Entry>
        ))}
        <Entry word={words.marks.failed}>
          <path className={styles.failed} d={failedRun} transform="translate(10 7)" />
        </Entry>
        {flags.map((kind) => (
          <Entry key={kind} word={words.marks[kind]}>
            <path className={kind === 'note' ? styles.hollowFlag : styles.flag} d={flagShapes[kind]} transform="translate(6 13)" />
          </Entry>
        ))}
      </Group>
    </dl>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.group}>
      <dt className={styles.title}>{title}</dt>
      {children}
    </div>
  )
}

function Entry({ word, children }: { word: string; children: ReactNode }) {
  return (
    <dd className={styles.entry}>
      <svg width={20} height={14} viewBox="0 0 20 14" aria-hidden>
        {children}
      </svg>
      {word}
    </dd>
  )
}

const places = [0, tileSize, 2 * tileSize, 3 * tileSize].flatMap((x) => [0, tileSize, 2 * tileSize].map((y) => `translate(${x} ${y})`))

/** As high as in a lane, but for the scale. */
function Swatch({ look: { part, texture, tone } }: { look: Look }) {
  const height = Math.max(3, Math.round(part * 20))
  const top = (14 - height) / 2
  return (
    <svg y={top} width={20} height={height} viewBox={`0 0 20 ${height}`} className={tones[tone]}>
      {texture === 'solid' && <rect className={styles.solid} width={20} height={height} />}
      {texture !== 'solid' && texture !== 'hollow' && places.map((place) => <path key={place} className={styles.texture} d={tilePaths[texture]} transform={place} />)}
      {texture !== 'solid' && <rect className={styles.frame} x={0.5} y={0.5} width={19} height={height - 1} />}
    </svg>
  )
}
